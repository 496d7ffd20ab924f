import type { University } from '@onecampus/directory';
import { DomainError, isDomainError } from '@onecampus/errors';
import type { PageAnswer } from '@onecampus/http';
import type { App, Context } from '../../context.ts';
import { liveUpstreamOf } from '../../federation/upstream-directory.ts';
import { hasUpstreamSessionEnded } from '../../federation/upstream-logout.ts';
import { beginRound, takeArrival } from '../../federation/upstream-round.ts';
import { askedFreshness } from '../../provider/asked-freshness.ts';
import type { PendingSignIn } from '../../provider/interactions.ts';
import { ofDomain } from '../../rules/hinted-university.ts';
import type { UpstreamSession } from '../../rules/upstream-session.ts';
import { proceed } from '../../sign-in/proceed.ts';
import { joinUpstreamPerson, type UpstreamArrival } from '../../use-cases/join-upstream-person.ts';
import { type Exchange, pendingPage } from './pending-page.ts';
import { universityPath } from './resolve-university.ts';
import { rememberUniversity } from './university-cookie.ts';
import { outcomePage, showOutcome } from './upstream-outcome.ts';
import { upstreamFaultView, upstreamOfferView } from './upstream-views.ts';

/** What a browser brings from a provider to the sign-in that it is in the middle of. */
export interface SignInArrival extends UpstreamArrival {
  readonly universityId: string;
  readonly publicComputer: boolean;
  readonly acr?: string;
  /** The provider's own session. */
  readonly sid?: string;
}

/** On to a university's own provider, and what happens when the browser is back from it. */
export function upstreamSignInPages(app: App, context: Context): void {
  outcomePage(app, context);

  pendingPage(app, context, {
    method: 'get',
    path: '/upstream',
    handle: async ({ pending, request, response, locale }) => {
      const university = await memberCalled(context, request.query['university']);
      const upstream = university && (await liveUpstreamOf(context, university.id));
      if (!university || !upstream || pending.asks !== 'login') return { redirect: universityPath(pending.uid) };
      const place = { locale, uid: pending.uid, university };
      if (request.query['go'] !== 'yes') return upstreamOfferView(place, await applicationOf(context, pending, locale));
      const maxAgeSeconds = await askedFreshness(context.engine, { request, response });
      try {
        return await beginRound(context, { request, response }, upstream, {
          purpose: { kind: 'sign-in', uid: pending.uid, publicComputer: request.query['shared'] === 'yes' },
          wishes: {
            ...hintFor(pending, university),
            acrValues: pending.acrValues,
            ...(maxAgeSeconds === undefined ? {} : { maxAgeSeconds }),
          },
        });
      } catch (error) {
        if (!isDomainError(error) || error.code !== 'upstream.unavailable') throw error;
        context.log.warn({ err: error, upstream: upstream.id }, 'a university’s provider cannot be reached');
        const requestId = String(response.locals['requestId']);
        return upstreamFaultView(place, { kind: 'away', code: error.code, requestId });
      }
    },
  });

  pendingPage(app, context, {
    method: 'get',
    path: '/upstream/back',
    handle: async ({ pending, request, response }) => {
      const arrival = (await takeArrival(context, { request, response }, pending.uid)) as SignInArrival | undefined;
      if (!arrival || pending.asks !== 'login') return { redirect: `/interaction/${pending.uid}` };
      return letIn(context, { request, response }, pending, arrival);
    },
  });
}

async function letIn(
  context: Context,
  exchange: Exchange,
  pending: PendingSignIn,
  arrival: SignInArrival,
): Promise<PageAnswer> {
  const university = (await context.universities.all()).find(({ id }) => id === arrival.universityId);
  if (!university || university.hasLeft)
    throw new DomainError('university.left', 'The university is no member any more.');
  if (await hasUpstreamSessionEnded(context.ephemeral, sessionOfUpstream(arrival))) {
    // Signed out over there while he was on his way here.
    return { redirect: universityPath(pending.uid) };
  }
  const joined = await joinUpstreamPerson({ db: context.db, kek: context.config.keyEncryptionKey }, arrival);
  if (joined.kind !== 'account') {
    const outcome = joined.kind === 'refused' ? ({ kind: 'blocked' } as const) : joined;
    return showOutcome(context, exchange, { uid: pending.uid, universityId: university.id, outcome });
  }
  if (!arrival.publicComputer) rememberUniversity(context, exchange.response, university.slug);
  const { account, universityId, trustsAcr } = joined;
  return proceed(context, exchange, pending, {
    personId: account.personId,
    referenceId: account.referenceId,
    epoch: account.epoch,
    methods: ['fed'],
    universityId,
    upstreamIssuer: arrival.issuer,
    upstream: sessionOfUpstream(arrival),
    ...(trustsAcr && arrival.acr !== undefined ? { upstreamAcr: arrival.acr } : {}),
    publicComputer: arrival.publicComputer,
  });
}

function sessionOfUpstream({ upstreamId: id, issuer, sub, sid }: SignInArrival): UpstreamSession {
  return { id, issuer, sub, ...(sid === undefined ? {} : { sid }) };
}

async function memberCalled(context: Context, slug: unknown): Promise<University | undefined> {
  return (await context.universities.all()).find((one) => one.slug === slug && !one.hasLeft);
}

async function applicationOf(context: Context, pending: PendingSignIn, locale: 'ru' | 'en'): Promise<string> {
  const client = await context.clients.find(pending.clientId);
  return (locale === 'ru' ? client?.nameRu : client?.name) ?? pending.clientId;
}

/** A name of that very university, and no other's: whose it is concerns nobody else's provider. */
function hintFor({ loginHint }: PendingSignIn, university: University): { loginHint?: string } {
  const domain = loginHint?.slice(loginHint.lastIndexOf('@') + 1);
  return loginHint?.includes('@') && ofDomain([university], domain) ? { loginHint } : {};
}
