import { type Db, transaction } from '@onecampus/database';
import type { Actor } from '@onecampus/directory';
import { DomainError } from '@onecampus/errors';
import { upstreamChangeDropped } from '../events/upstreams.ts';
import { withdrawRequestsOn } from '../store/consortium.ts';
import { deleteUpstreamChange, findUpstreamOf } from '../store/upstreams.ts';

/**
 * Gives a change of the live provider up; what is in force stays so.
 *
 * @returns the provider's id.
 * @throws DomainError `upstream.unknown`.
 */
export async function dropUpstreamChange(
  db: Db,
  order: { readonly id: string; readonly universityId: string; readonly by: Actor },
): Promise<string> {
  const { id, universityId, by } = order;
  return transaction(db, async (tx) => {
    const change = await findUpstreamOf(tx, universityId, id);
    if (!change || change.revises === null || !(await deleteUpstreamChange(tx, universityId, id)))
      throw new DomainError('upstream.unknown', 'This university has no such change.');
    await withdrawRequestsOn(tx, { subject: id, universityId });
    await upstreamChangeDropped(tx, by, { universityId, upstreamId: change.revises });
    return change.revises;
  });
}
