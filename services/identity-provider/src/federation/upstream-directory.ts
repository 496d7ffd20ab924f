import type { Context } from '../context.ts';
import { perContext } from '../per-context.ts';
import { listLiveUpstreams, type Upstream } from '../store/upstreams.ts';

/** Should another instance put a provider live, it is seen here within this time. */
const kept_ms = 5_000;

const lists = perContext(
  (_context: Context): { known?: { readonly list: readonly Upstream[]; readonly until: number } } => ({}),
);

/** The provider where a university's people sign in; `undefined` where they sign in here. */
export async function liveUpstreamOf(context: Context, universityId: string): Promise<Upstream | undefined> {
  const cache = lists(context);
  const now = context.clock.now().getTime();
  if (!cache.known || cache.known.until <= now) {
    try {
      cache.known = { list: await listLiveUpstreams(context.db), until: now + kept_ms };
    } catch (error) {
      // While the database is away nobody can sign in anyhow; the page that says so still needs the last known list.
      if (!cache.known) throw error;
    }
  }
  return cache.known.list.find((one) => one.universityId === universityId);
}

/** A provider was put live or paused through this instance. */
export function forgetLiveUpstreams(context: Context): void {
  delete lists(context).known;
}
