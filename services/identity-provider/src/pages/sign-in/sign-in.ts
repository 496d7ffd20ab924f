import { isDomainError } from '@onecampus/errors';
import { localeOf, type PageAnswer } from '@onecampus/http';
import type { Locale } from '@onecampus/pages';
import { z } from 'zod';
import type { App, Context } from '../../context.ts';
import { cancelSignIn, type PendingSignIn } from '../../provider/interactions.ts';
import { networkOf } from '../../rules/network-of.ts';
import { browserHash } from '../../sign-in/known-browser.ts';
import { proceed } from '../../sign-in/proceed.ts';
import type { SignInProgress } from '../../sign-in/progress.ts';
import { refusedSignIns } from '../../sign-in/waiting-room.ts';
import { signIn } from '../../use-cases/sign-in.ts';
import { busyView } from './busy-view.ts';
import { chooseUniversity } from './choose-university.ts';
import { consentPage, showConsent } from './consent.ts';
import { passkeyPages } from './passkey.ts';
import { type SignInView, signInView } from './password-view.ts';
import { type Exchange, pendingPage } from './pending-page.ts';
import { resolveUniversity } from './resolve-university.ts';
import { secondFactorPages } from './second-factor.ts';
import { rememberedUniversity, rememberUniversity } from './university-cookie.ts';

const signInForm = z.strictObject({
  university: z.string().max(64).default(''),
  login: z.string().max(512).default(''),
  // What is longer than a password may be is refused like a wrong one; the form itself is limited to 64 KiB.
  password: z.string().default(''),
  shared: z.literal('yes').optional(),
  /** From the waiting page (busy-view.ts): the form once more, with what was typed. */
  again: z.literal('yes').optional(),
});
const emptyForm = z.strictObject({});
const busy_retry_seconds = 2;

/** The pages between an application's request and its answer: who are you, and may the application know. */
export function signInPages(app: App, context: Context): void {
  const { engine } = context;

  pendingPage(app, context, { method: 'get', path: '', handle: (input) => showPending(context, input, input.pending) });

  pendingPage(app, context, {
    method: 'post',
    path: '',
    form: signInForm,
    before: ({ form, request, response, locale }) => whileBusy(context, { request, response }, form, locale),
    handle: async ({ pending, form, request, response }) => {
      const again = async (change: Partial<SignInView>) =>
        signInView({ ...(await blank(context, { request, response }, pending)), ...typed(form), ...change });

      if (form.again) return again({});
      const missing = (['university', 'login', 'password'] as const).filter(
        (field) => form[field].trim() === '' && !(field === 'university' && form.login.includes('@')),
      );
      if (missing.length > 0) return again({ missing });
      try {
        const signedIn = await signIn(context, {
          university: form.university,
          name: form.login,
          password: form.password,
          source: request.ip ?? 'unknown',
          browser: browserHash(context.config.issuer, request),
        });
        if (!signedIn) return await again({ refused: 'password' });
        const { account, facts } = signedIn;
        rememberUniversity(context, response, form.university);
        const progress: SignInProgress = {
          personId: account.personId,
          referenceId: account.referenceId,
          epoch: account.epoch,
          methods: ['pwd'],
          publicComputer: form.shared === 'yes',
        };
        return await proceed(context, { request, response }, pending, progress, facts);
      } catch (error) {
        if (!isDomainError(error)) throw error;
        const wait_seconds = error.retryAfterSeconds ?? 60;
        if (error.kind === 'rate-limited' || error.code === 'password.queue_full')
          await refusedSignIns(context).waitInFlood();
        if (error.kind === 'rate-limited') {
          response.setHeader('Retry-After', String(wait_seconds));
          return again({ waitMinutes: Math.ceil(wait_seconds / 60) });
        }
        if (error.code !== 'password.queue_full') throw error;
        response.setHeader('Retry-After', String(wait_seconds));
        return again({ busy: true });
      }
    },
  });

  passkeyPages(app, context, async (exchange, pending) =>
    signInView({ ...(await blank(context, exchange, pending)), refused: 'passkey' }),
  );
  secondFactorPages(app, context);

  consentPage(app, context);

  pendingPage(app, context, {
    method: 'post',
    path: '/cancel',
    form: emptyForm,
    handle: async ({ request, response }) => {
      await cancelSignIn(engine, { request, response });
      return { answered: true };
    },
  });
}

/**
 * While more people sign in than can be hashed, the answer is found in this process, before a store is asked or a page is
 * put together: who has no place waits a moment, and where there still is none he is told to come back. A browser that says
 * that an account knows it is looked at, for it has places of its own.
 */
async function whileBusy(
  context: Context,
  { request, response }: Exchange,
  form: z.infer<typeof signInForm>,
  locale: Locale,
): Promise<PageAnswer | undefined> {
  if (form.again || form.password === '') return undefined;
  const isKnown = browserHash(context.config.issuer, request) !== undefined;
  const asker = isKnown ? undefined : { network: networkOf(request.ip ?? 'unknown') };
  if (context.hasher.hasRoom(asker)) return undefined;
  await refusedSignIns(context).wait();
  if (context.hasher.hasRoom(asker)) return undefined;
  response.setHeader('Retry-After', String(busy_retry_seconds));
  return busyView({ action: request.path, locale, ...typed(form) });
}

async function showPending(context: Context, exchange: Exchange, pending: PendingSignIn): Promise<PageAnswer> {
  const view = await blank(context, exchange, pending);
  if (pending.asks === 'consent') return showConsent(context, exchange, pending);
  const resolved = await resolveUniversity(context, exchange.request, pending);
  if (resolved.kind === 'none') return chooseUniversity(context, exchange, pending);
  if (resolved.kind === 'upstream') return { redirect: resolved.start };
  return signInView({
    ...view,
    university: resolved.university.slug,
    shared: exchange.request.query['shared'] === 'yes',
  });
}

async function blank(context: Context, { request, response }: Exchange, pending: PendingSignIn): Promise<SignInView> {
  const locale = localeOf(response);
  const [client, known, here] = await Promise.all([
    context.clients.find(pending.clientId),
    context.universities.all(),
    pending.presentAccountId === undefined ? undefined : context.ownSession.current({ request, response }),
  ]);
  const universities = known.filter(({ hasLeft }) => !hasLeft);
  const remembered = rememberedUniversity(request);
  return {
    action: `/interaction/${pending.uid}`,
    locale,
    application: (locale === 'ru' ? client?.nameRu : client?.name) ?? pending.clientId,
    universities,
    university: universities.find(({ slug }) => slug === remembered)?.slug,
    login: pending.loginHint,
    presentName: here?.name,
    shared: false,
    refused: undefined,
    busy: false,
    missing: [],
  };
}

function typed(form: z.infer<typeof signInForm>): Pick<SignInView, 'university' | 'login' | 'shared'> {
  return { university: form.university || undefined, login: form.login, shared: form.shared === 'yes' };
}
