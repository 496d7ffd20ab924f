import { type Db, transaction } from '@onecampus/database';
import type { Actor } from '@onecampus/directory';
import { DomainError } from '@onecampus/errors';
import { upstreamPaused } from '../events/upstreams.ts';
import { findUpstreamOf, pauseUpstream } from '../store/upstreams.ts';

/**
 * The university's people sign in here again. Who is signed in stays so.
 *
 * @throws DomainError `upstream.unknown`.
 */
export async function takeUpstreamOutOfUse(
  db: Db,
  order: { readonly id: string; readonly universityId: string; readonly by: Actor },
): Promise<void> {
  await transaction(db, async (tx) => {
    const { id, universityId, by } = order;
    if (!(await findUpstreamOf(tx, universityId, id)))
      throw new DomainError('upstream.unknown', 'This university has no such provider.');
    if (await pauseUpstream(tx, order)) await upstreamPaused(tx, by, { universityId, upstreamId: id });
  });
}
