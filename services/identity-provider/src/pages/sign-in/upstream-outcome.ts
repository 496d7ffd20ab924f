import type { App, Context } from '../../context.ts';
import { keepArrival, seeArrival } from '../../federation/upstream-round.ts';
import { type Exchange, pendingPage } from './pending-page.ts';
import { strangerView, type UpstreamFault, upstreamBlockedView, upstreamFaultView } from './upstream-views.ts';

/** Why somebody who was at his university's provider is not signed in. */
export type UpstreamOutcome =
  | { readonly kind: UpstreamFault; readonly code: string; readonly requestId: string }
  | { readonly kind: 'stranger'; readonly number: string | undefined }
  | { readonly kind: 'blocked' };

interface KeptOutcome {
  readonly uid: string;
  readonly universityId: string;
  readonly outcome: UpstreamOutcome;
}

/**
 * Sends the browser to the page that says so. The answer of a provider counts once, so what it led to is shown at an address
 * of its own, which may be loaded again, or in the other language.
 */
export async function showOutcome(
  context: Context,
  exchange: Exchange,
  kept: KeptOutcome,
): Promise<{ readonly redirect: string }> {
  await keepArrival(context, exchange, placeOf(kept.uid), kept);
  return { redirect: `/interaction/${kept.uid}/upstream/outcome` };
}

export function outcomePage(app: App, context: Context): void {
  pendingPage(app, context, {
    method: 'get',
    path: '/upstream/outcome',
    handle: async ({ pending, request, response, locale }) => {
      const kept = (await seeArrival(context, { request, response }, placeOf(pending.uid))) as KeptOutcome | undefined;
      const university = (await context.universities.all()).find(({ id }) => id === kept?.universityId);
      if (!kept || !university) return { redirect: `/interaction/${pending.uid}` };
      const place = { locale, uid: pending.uid, university };
      const { outcome } = kept;
      if (outcome.kind === 'stranger') return strangerView(place, outcome.number);
      if (outcome.kind === 'blocked') return upstreamBlockedView(place);
      return upstreamFaultView(place, outcome);
    },
  });
}

function placeOf(uid: string): string {
  return `outcome:${uid}`;
}
