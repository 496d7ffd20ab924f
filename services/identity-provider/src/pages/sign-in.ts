import { isDomainError } from '@onecampus/errors';
import { allowFormTargets, anybody, localeOf, type PageAnswer, page, readCookie } from '@onecampus/http';
import { isLocale, type Locale, localeCookie } from '@onecampus/pages';
import { z } from 'zod';
import type { Context } from '../context.ts';
import {
  allowAccess,
  cancelSignIn,
  findPendingSignIn,
  finishSignIn,
  type PendingSignIn,
} from '../provider/interactions.ts';
import { signIn } from '../use-cases/sign-in.ts';
import { consentView } from './consent-view.ts';
import { faultView } from './fault-view.ts';
import { type SignInView, signInView } from './sign-in-view.ts';

type App = Parameters<typeof page>[0];
type Exchange = {
  request: Parameters<Parameters<typeof page>[1]['handle']>[0]['request'];
  response: Parameters<Parameters<typeof page>[1]['handle']>[0]['response'];
};

const params = z.strictObject({ uid: z.string().max(128) });
const signInForm = z.strictObject({
  university: z.string().max(64).default(''),
  login: z.string().max(512).default(''),
  // What is longer than a password may be is refused like a wrong one; the form itself is limited to 64 KiB.
  password: z.string().default(''),
  shared: z.literal('yes').optional(),
});
const emptyForm = z.strictObject({});

const universityCookie = 'campus_university';
const university_cookie_ms = 365 * 86_400_000;

/** The pages between an application's request and its answer: who are you, and may the application know. */
export function signInPages(app: App, context: Context): void {
  const { engine } = context;

  page(app, {
    method: 'get',
    path: '/interaction/:uid',
    visitor: anybody,
    params,
    handle: async ({ request, response }) => {
      const pending = await found(context, { request, response });
      if ('answer' in pending) return pending.answer;
      return showPending(context, { request, response }, pending);
    },
  });

  page(app, {
    method: 'post',
    path: '/interaction/:uid',
    visitor: anybody,
    params,
    form: signInForm,
    handle: async ({ form, request, response }) => {
      const pending = await found(context, { request, response });
      if ('answer' in pending) return pending.answer;
      const again = async (change: Partial<SignInView>) =>
        signInView({ ...(await blank(context, { request, response }, pending)), ...typed(form), ...change });

      const missing = (['university', 'login', 'password'] as const).filter(
        (field) => form[field].trim() === '' && !(field === 'university' && form.login.includes('@')),
      );
      if (missing.length > 0) return again({ missing });
      try {
        const account = await signIn(context, {
          university: form.university,
          name: form.login,
          password: form.password,
          source: request.ip ?? 'unknown',
        });
        if (!account) return again({ refused: true });
        rememberUniversity(context, { request, response }, form.university);
        await finishSignIn(
          engine,
          { request, response },
          { accountId: account.referenceId, shared: form.shared === 'yes' },
        );
        return { answered: true };
      } catch (error) {
        if (!isDomainError(error) || error.kind !== 'rate-limited') throw error;
        const waitSeconds = error.retryAfterSeconds ?? 60;
        response.setHeader('Retry-After', String(waitSeconds));
        return again({ waitMinutes: Math.ceil(waitSeconds / 60) });
      }
    },
  });

  page(app, {
    method: 'post',
    path: '/interaction/:uid/consent',
    visitor: anybody,
    params,
    form: emptyForm,
    handle: async ({ request, response }) => {
      const pending = await found(context, { request, response });
      if ('answer' in pending) return pending.answer;
      if (pending.asks !== 'consent') return { redirect: `/interaction/${pending.uid}` };
      await allowAccess(engine, { request, response });
      return { answered: true };
    },
  });

  page(app, {
    method: 'post',
    path: '/interaction/:uid/cancel',
    visitor: anybody,
    params,
    form: emptyForm,
    handle: async ({ request, response }) => {
      const pending = await found(context, { request, response });
      if ('answer' in pending) return pending.answer;
      await cancelSignIn(engine, { request, response });
      return { answered: true };
    },
  });
}

/** The sign-in in hand, or the page that says it is not there any more. */
async function found(context: Context, exchange: Exchange): Promise<PendingSignIn | { answer: PageAnswer }> {
  const pending = await findPendingSignIn(context.engine, exchange);
  if (!pending) {
    const fault = { error: 'invalid_request', description: 'interaction not found', expired: true, status: 400 };
    return { answer: faultView(fault, localeOf(exchange.response), String(exchange.response.locals['requestId'])) };
  }
  if (pending.formTarget) allowFormTargets(exchange.response, pending.formTarget);
  speakAsAsked(exchange, pending);
  return pending;
}

async function showPending(context: Context, exchange: Exchange, pending: PendingSignIn): Promise<PageAnswer> {
  const view = await blank(context, exchange, pending);
  return pending.asks === 'consent' ? consentView({ ...view, scopes: pending.scopes }) : signInView(view);
}

async function blank(context: Context, { request, response }: Exchange, pending: PendingSignIn): Promise<SignInView> {
  const locale = localeOf(response);
  const [client, known] = await Promise.all([context.clients.find(pending.clientId), context.universities.all()]);
  const universities = known.filter(({ hasLeft }) => !hasLeft);
  const remembered = readCookie(request, universityCookie);
  return {
    action: `/interaction/${pending.uid}`,
    locale,
    application: (locale === 'ru' ? client?.nameRu : client?.name) ?? pending.clientId,
    universities,
    university: universities.find(({ slug }) => slug === remembered)?.slug,
    login: pending.loginHint,
    shared: false,
    refused: false,
    missing: [],
  };
}

function typed(form: z.infer<typeof signInForm>): Pick<SignInView, 'university' | 'login' | 'shared'> {
  return { university: form.university || undefined, login: form.login, shared: form.shared === 'yes' };
}

/** `ui_locales` of the application counts where the person has not chosen a language (OpenID Connect Core §3.1.2.1). */
function speakAsAsked({ request, response }: Exchange, pending: PendingSignIn): void {
  const chosen = readCookie(request, localeCookie) ?? (request.query as Record<string, unknown>)['lang'];
  if (chosen !== undefined) return;
  const asked = pending.uiLocales.map((tag) => tag.split('-')[0]).find((tag): tag is Locale => isLocale(tag));
  if (asked) response.locals['locale'] = asked;
}

function rememberUniversity(context: Context, { response }: Exchange, slug: string): void {
  if (!/^[a-z0-9-]{2,32}$/.test(slug)) return;
  response.cookie(universityCookie, slug, {
    maxAge: university_cookie_ms,
    httpOnly: true,
    sameSite: 'lax',
    secure: context.config.issuer.startsWith('https:'),
    path: '/',
  });
}
