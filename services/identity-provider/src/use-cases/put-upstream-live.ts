import { constraintOf, type Db, transaction } from '@onecampus/database';
import type { Actor } from '@onecampus/directory';
import { DomainError } from '@onecampus/errors';
import { upstreamPaused, upstreamWentLive } from '../events/upstreams.ts';
import { findUpstreamOf, pauseLiveUpstream, putUpstreamLive } from '../store/upstreams.ts';

/**
 * From now on a university's people sign in at this provider; the one that was live makes room.
 *
 * @throws DomainError `upstream.unknown`, `upstream.not_tested`, `version.stale`, `upstream.unfit` where another university's
 *   live provider has that issuer.
 */
export async function putUpstreamIntoUse(
  db: Db,
  order: { readonly id: string; readonly universityId: string; readonly seenVersion: number; readonly by: Actor },
): Promise<void> {
  const { id, universityId, by } = order;
  try {
    await transaction(db, async (tx) => {
      const upstream = await findUpstreamOf(tx, universityId, id);
      if (!upstream) throw new DomainError('upstream.unknown', 'This university has no such provider.');
      if (upstream.state === 'live') return;
      if (upstream.version !== order.seenVersion) throw new DomainError('version.stale', 'It has changed meanwhile.');
      for (const paused of await pauseLiveUpstream(tx, universityId, by)) {
        await upstreamPaused(tx, by, { universityId, upstreamId: paused });
      }
      if (!(await putUpstreamLive(tx, order))) {
        throw new DomainError(
          'upstream.not_tested',
          'A provider goes live after a test sign-in has shown whom it lets in.',
        );
      }
      await upstreamWentLive(tx, by, { universityId, upstreamId: id });
    });
  } catch (error) {
    if (constraintOf(error) !== 'one_live_upstream_of_an_issuer') throw error;
    throw new DomainError('upstream.unfit', 'Another university signs its people in there.', {
      details: { fault: 'issuer_taken' },
    });
  }
}
