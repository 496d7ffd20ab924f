import { type Actor, findUniversity, recordAudit, withinUniversity } from '@onecampus/directory';
import { DomainError } from '@onecampus/errors';
import type { Registry } from '../registry.ts';
import { findDispute, type UniversityDispute } from '../store/disputes.ts';

/** One dispute with what the record says today; the look at the person is on record. @throws DomainError `dispute.unknown`. */
export async function showDispute(
  registry: Registry,
  order: { readonly by: Actor; readonly university: string; readonly id: string },
): Promise<UniversityDispute> {
  const { id: universityId } = await findUniversity(registry.db, order.university);
  return withinUniversity(registry.db, universityId, async (tx) => {
    const dispute = await findDispute(tx, order.id);
    if (!dispute) throw new DomainError('dispute.unknown', 'There is no such dispute.');
    await recordAudit(tx, {
      actor: order.by,
      action: 'person.viewed',
      subject: `person:${dispute.personId}`,
      universityId,
      details: { fields: ['dispute'], dispute: dispute.id },
    });
    return dispute;
  });
}
