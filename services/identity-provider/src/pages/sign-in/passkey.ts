import type { PageView } from '@onecampus/http';
import { z } from 'zod';
import type { App, Context } from '../../context.ts';
import type { PendingSignIn } from '../../provider/interactions.ts';
import { proceed } from '../../sign-in/proceed.ts';
import { askForPasskey, provePasskey } from '../../use-cases/prove-passkey.ts';
import { type Exchange, pendingPage } from './pending-page.ts';
import { passkeyContext } from './second-factor.ts';

const passkeyForm = z.strictObject({ credential: z.string().default(''), shared: z.literal('yes').optional() });

/** Signing in with a passkey alone: it says who somebody is, so neither university nor login is asked for. */
export function passkeyPages(
  app: App,
  context: Context,
  refused: (exchange: Exchange, pending: PendingSignIn) => Promise<PageView>,
): void {
  pendingPage(app, context, {
    method: 'post',
    path: '/passkey/question',
    handle: async ({ pending, response }) => {
      response.json(await askForPasskey(passkeyContext(context), { uid: pending.uid }));
      return { answered: true };
    },
  });

  pendingPage(app, context, {
    method: 'post',
    path: '/passkey',
    form: passkeyForm,
    handle: async ({ pending, form, request, response }) => {
      const proved = await provePasskey(passkeyContext(context), { uid: pending.uid }, form.credential);
      if (!proved) return refused({ request, response }, pending);
      return proceed(context, { request, response }, pending, {
        personId: proved.personId,
        referenceId: proved.referenceId,
        epoch: proved.epoch,
        methods: proved.methods,
        publicComputer: form.shared === 'yes',
      });
    },
  });
}
