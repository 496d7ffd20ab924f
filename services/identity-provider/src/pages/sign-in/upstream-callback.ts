import { isDomainError } from '@onecampus/errors';
import { anybody, localeOf, type PageAnswer, page } from '@onecampus/http';
import { z } from 'zod';
import type { App, Context } from '../../context.ts';
import { finishRound, keepArrival, placeOfLostRound, type Round, takeRound } from '../../federation/upstream-round.ts';
import { type UpstreamAnswer, UpstreamRefusal } from '../../federation/upstream-strategy.ts';
import { mapUpstreamClaims } from '../../rules/upstream-claims.ts';
import { findUpstreamById } from '../../use-cases/find-upstream.ts';
import { noteUpstreamTest } from '../../use-cases/note-upstream-test.ts';
import type { SignInArrival } from './upstream.ts';
import { showOutcome } from './upstream-outcome.ts';
import { upstreamLostView } from './upstream-views.ts';

type Exchange = Pick<Parameters<Parameters<typeof page>[1]['handle']>[0], 'request' | 'response'>;
type Upstream = NonNullable<Awaited<ReturnType<typeof findUpstreamById>>>;

const params = z.strictObject({ slug: z.string().max(48) });

/**
 * Where a provider sends browsers back to: one address each, so that an answer which one provider was tricked into sending
 * for another arrives at the wrong place and counts for nothing. The cookie of the sign-in does not reach here, so what the
 * provider said waits for the page that has it.
 */
export function upstreamCallbackPage(app: App, context: Context): void {
  page(app, {
    method: 'get',
    path: '/federation/callback/:slug',
    visitor: anybody,
    params,
    handle: async ({ params: { slug }, request, response }) => {
      const round = await takeRound(context, { request, response });
      const upstream = round?.slug === slug ? await findUpstreamById(context.db, round.upstreamId) : undefined;
      if (!round || !upstream) return upstreamLostView(localeOf(response), placeOfLostRound({ request, response }));
      try {
        const answer = await finishRound(context, { request, response }, upstream, round);
        return await goOn(context, { request, response }, upstream, round, answer);
      } catch (error) {
        return refusal(context, { request, response }, upstream, round, error);
      }
    },
  });
}

async function goOn(
  context: Context,
  exchange: Exchange,
  upstream: Upstream,
  round: Round,
  answer: UpstreamAnswer,
): Promise<PageAnswer> {
  const mapped = mapUpstreamClaims(answer.claims, upstream.claims, upstream.domains);
  const { purpose } = round;
  if (purpose.kind === 'test') {
    const outcome = await noteUpstreamTest(context.db, { upstream, mapped, by: `person:${purpose.personId}` });
    const { nonce: _, ...raw } = answer.claims;
    await keepArrival(context, exchange, `test:${upstream.id}`, { raw, mapped, outcome, personId: purpose.personId });
    return { redirect: `/console/${purpose.university}/ways-in/${upstream.id}/tested` };
  }
  await keepArrival(context, exchange, purpose.uid, {
    upstreamId: upstream.id,
    universityId: upstream.universityId,
    issuer: answer.issuer,
    sub: answer.sub,
    mapped,
    publicComputer: purpose.publicComputer,
    ...(answer.acr === undefined ? {} : { acr: answer.acr }),
    ...(answer.sid === undefined ? {} : { sid: answer.sid }),
  } satisfies SignInArrival);
  return { redirect: `/interaction/${purpose.uid}/upstream/back` };
}

async function refusal(
  context: Context,
  exchange: Exchange,
  upstream: Upstream,
  { purpose }: Round,
  error: unknown,
): Promise<PageAnswer> {
  const code = codeOf(error);
  // What the library throws may hold the answer's parameters; the log is told what was wrong and nothing of whom.
  context.log.warn(
    { upstream: upstream.id, code, reason: reasonOf(error) },
    'a sign-in at a university’s provider failed',
  );
  if (purpose.kind === 'test') {
    await keepArrival(context, exchange, `test:${upstream.id}`, {
      code,
      reason: reasonOf(error),
      personId: purpose.personId,
    });
    return { redirect: `/console/${purpose.university}/ways-in/${upstream.id}/tested` };
  }
  const kind =
    error instanceof UpstreamRefusal
      ? 'refused'
      : code === 'upstream.unavailable'
        ? 'away'
        : code === 'upstream.unfit'
          ? 'not-fresh'
          : 'failed';
  const requestId = String(exchange.response.locals['requestId']);
  return showOutcome(context, exchange, {
    uid: purpose.uid,
    universityId: upstream.universityId,
    outcome: { kind, code, requestId },
  });
}

function codeOf(error: unknown): string {
  if (isDomainError(error)) return error.code;
  if (error instanceof UpstreamRefusal) return 'access_denied';
  const { error: oauth, code, name } = error as { error?: unknown; code?: unknown; name?: unknown };
  const found = [oauth, code, name].find((one): one is string => typeof one === 'string');
  return (found ?? 'unknown').replace(/[^\w. -]/g, '').slice(0, 80);
}

/** The library's own words, which name no values; not those that the provider sent. */
function reasonOf(error: unknown): string {
  if (error instanceof UpstreamRefusal) return '';
  const { message, cause } = error as { message?: unknown; cause?: { message?: unknown } };
  return [message, cause?.message]
    .filter((one): one is string => typeof one === 'string')
    .join(': ')
    .slice(0, 300);
}
