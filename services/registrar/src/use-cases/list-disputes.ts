import { type Actor, findUniversity, recordAudit, withinUniversity } from '@onecampus/directory';
import type { Registry } from '../registry.ts';
import { listDisputes as store, type UniversityDispute } from '../store/disputes.ts';

export type { UniversityDispute } from '../store/disputes.ts';

const disputes_max = 200;

/** What people dispute at one university: open ones the oldest first, or the others. That somebody looked is on record. */
export async function listDisputes(
  registry: Registry,
  order: { readonly by: Actor; readonly university: string; readonly open: boolean },
): Promise<UniversityDispute[]> {
  const { id: universityId } = await findUniversity(registry.db, order.university);
  return withinUniversity(registry.db, universityId, async (tx) => {
    const disputes = await store(tx, { open: order.open, limit: disputes_max });
    const details = { disputes: disputes.length };
    await recordAudit(tx, { actor: order.by, action: 'dispute.listed', universityId, details });
    return disputes;
  });
}
