import { isDomainError } from '@onecampus/errors';
import { localeOf, type PageView } from '@onecampus/http';
import { z } from 'zod';
import type { App, Context } from '../../context.ts';
import type { PendingSignIn } from '../../provider/interactions.ts';
import { codeTries } from '../../second-factor/tries.ts';
import { triesFrom } from '../../sign-in/known-browser.ts';
import { proceed } from '../../sign-in/proceed.ts';
import { findProgress, type Method, type SignInProgress } from '../../sign-in/progress.ts';
import { proveCode } from '../../use-cases/prove-code.ts';
import { askForPasskey, type PasskeyContext, provePasskey } from '../../use-cases/prove-passkey.ts';
import { ownSecondFactors } from '../../use-cases/second-factors.ts';
import { type Exchange, pendingPage } from './pending-page.ts';
import { type SecondFactorView, secondFactorView } from './second-factor-view.ts';

const codeForm = z.strictObject({ code: z.string().max(100).default(''), recovery: z.literal('yes').optional() });
const passkeyForm = z.strictObject({ credential: z.string().default('') });

/** What everybody who has a second factor passes after his password. */
export function secondFactorPages(app: App, context: Context): void {
  pendingPage(app, context, {
    method: 'get',
    path: '/second-factor',
    handle: async ({ pending, request, response }) => {
      const progress = await findProgress(context.ephemeral, pending.uid);
      if (!progress) return { redirect: `/interaction/${pending.uid}` };
      return show(context, { request, response }, pending, progress, { recovery: request.query['recovery'] === 'yes' });
    },
  });

  pendingPage(app, context, {
    method: 'post',
    path: '/second-factor',
    form: codeForm,
    handle: async ({ pending, form, request, response }) => {
      const progress = await findProgress(context.ephemeral, pending.uid);
      if (!progress) return { redirect: `/interaction/${pending.uid}` };
      const again = (change: Partial<SecondFactorView>) =>
        show(context, { request, response }, pending, progress, { recovery: form.recovery === 'yes', ...change });
      if (form.code.trim() === '') return again({ missing: true });
      try {
        const { db, clock, config } = context;
        const proved = await proveCode(
          { db, clock, kek: config.keyEncryptionKey, tries: codeTries(context) },
          { personId: progress.personId, code: form.code, from: await triesFrom(context, request, progress.personId) },
        );
        if (!proved) return await again({ refused: 'code' });
        return await goOn(context, { request, response }, pending, progress, ['otp']);
      } catch (error) {
        if (!isDomainError(error) || error.kind !== 'rate-limited') throw error;
        const wait_seconds = error.retryAfterSeconds ?? 60;
        response.setHeader('Retry-After', String(wait_seconds));
        return again({ waitMinutes: Math.ceil(wait_seconds / 60) });
      }
    },
  });

  pendingPage(app, context, {
    method: 'post',
    path: '/second-factor/passkey/question',
    handle: async ({ pending, response }) => {
      const progress = await findProgress(context.ephemeral, pending.uid);
      if (!progress) {
        response.status(409).json({});
        return { answered: true };
      }
      const occasion = { uid: pending.uid, personId: progress.personId };
      response.json(await askForPasskey(passkeyContext(context), occasion));
      return { answered: true };
    },
  });

  pendingPage(app, context, {
    method: 'post',
    path: '/second-factor/passkey',
    form: passkeyForm,
    handle: async ({ pending, form, request, response }) => {
      const progress = await findProgress(context.ephemeral, pending.uid);
      if (!progress) return { redirect: `/interaction/${pending.uid}` };
      const occasion = { uid: pending.uid, personId: progress.personId };
      const proved = await provePasskey(passkeyContext(context), occasion, form.credential);
      if (!proved) return show(context, { request, response }, pending, progress, { refused: 'passkey' });
      return goOn(context, { request, response }, pending, progress, proved.methods);
    },
  });
}

export function passkeyContext({ db, ephemeral, config, service }: Context): PasskeyContext {
  return { db, ephemeral, asker: { issuer: config.issuer, name: service.name } };
}

/** With the progress that the factor was proved for, whatever another tab has made of it meanwhile. */
function goOn(
  context: Context,
  exchange: Exchange,
  pending: PendingSignIn,
  progress: SignInProgress,
  methods: readonly Method[],
) {
  return proceed(context, exchange, pending, {
    ...progress,
    methods: [...new Set([...progress.methods, ...methods])],
  });
}

async function show(
  context: Context,
  { response }: Exchange,
  pending: PendingSignIn,
  progress: SignInProgress,
  change: Partial<SecondFactorView>,
): Promise<PageView> {
  return secondFactorView({
    action: `/interaction/${pending.uid}/second-factor`,
    locale: localeOf(response),
    has: await ownSecondFactors(context, progress.personId),
    recovery: false,
    refused: undefined,
    missing: false,
    ...change,
  });
}
