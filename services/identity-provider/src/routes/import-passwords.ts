import { bearer, route } from '@onecampus/http';
import { z } from 'zod';
import type { Context } from '../context.ts';
import { importPasswords } from '../use-cases/import-passwords.ts';

const logins_max = 500;

export function importPasswordsRoute(app: Parameters<typeof route>[0], context: Context): void {
  route(app, {
    method: 'post',
    path: '/api/v1/accounts/imported-passwords',
    summary: 'Take along the password hashes of people who signed in elsewhere until now; each serves for one sign-in',
    authenticate: bearer(context.access, 'accounts.write'),
    bodyBytesMax: 512 * 1_024,
    body: z.strictObject({
      accounts: z
        .array(z.strictObject({ login: z.string().min(3).max(256), hash: z.string().min(20).max(1_000) }))
        .min(1)
        .max(logins_max),
    }),
    handle: ({ principal, body }) => importPasswords(context, principal.actor, body.accounts),
  });
}
