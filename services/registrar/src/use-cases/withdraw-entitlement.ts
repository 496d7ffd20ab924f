import { type Actor, dropFutureGrant, endGrant, findUniversity, withinUniversity } from '@onecampus/directory';
import { DomainError } from '@onecampus/errors';
import { entitlementChanged } from '../events.ts';
import type { Registry } from '../registry.ts';

/**
 * Ends a grant at this moment; one that has not begun is taken back.
 * @throws DomainError `university.unknown`; `entitlement.grant_unknown` where the university has none in force.
 */
export async function withdrawEntitlement(
  registry: Registry,
  order: { readonly by: Actor; readonly university: string; readonly grantId: string },
): Promise<void> {
  const { by, grantId } = order;
  const { id: universityId } = await findUniversity(registry.db, order.university);
  await withinUniversity(registry.db, universityId, async (tx) => {
    const uri = (await endGrant(tx, grantId)) ?? (await dropFutureGrant(tx, grantId));
    if (uri === undefined) {
      throw new DomainError('entitlement.grant_unknown', 'The university has no such grant in force.');
    }
    await entitlementChanged(tx, { by, universityId, grantId, uri, what: 'withdrawn' });
  });
  registry.waker.wake();
}
