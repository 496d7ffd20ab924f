import { findUniversity } from '@onecampus/directory';
import { bearer, route } from '@onecampus/http';
import { z } from 'zod';
import type { Context } from '../context.ts';
import { invitees_max, invitePeople } from '../use-cases/invite-people.ts';

/** Lists from a program: what the console's page does, without a page. */
export function invitePeopleRoute(app: Parameters<typeof route>[0], context: Context): void {
  route(app, {
    method: 'post',
    path: '/api/v1/universities/:university/invitations',
    summary: 'Invite people of a university, who then set a password; codes for paper are in the answer, this once',
    authenticate: bearer(context.access, 'accounts.write'),
    params: z.strictObject({ university: z.string().max(64) }),
    body: z.strictObject({
      way: z.enum(['mail', 'print']),
      /** Logins or numbers of the university; everybody who cannot sign in yet where it is left out. */
      people: z.array(z.string().min(1).max(256)).min(1).max(invitees_max).optional(),
    }),
    handle: async ({ principal, params, body }) => {
      const university = await findUniversity(context.db, params.university);
      const { db, clock, config } = context;
      const results = await invitePeople(
        { db, kek: config.keyEncryptionKey, clock, issuer: config.issuer },
        { by: principal.actor, university, way: body.way, people: body.people ?? 'everybody' },
      );
      return { invitations: results };
    },
  });
}
