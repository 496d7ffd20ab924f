import { findProfile, type ListedBlock, listBlocksOfPerson, recordAudit } from '@onecampus/directory';
import { DomainError } from '@onecampus/errors';
import type { CardDesk } from '../card-desk.ts';
import type { Operator } from '../rules/operator.ts';

const blocks_max = 100;

/** The blocks of a person, lifted ones included, without private texts; the look is audited. @throws DomainError `person.unknown`. */
export async function showBlocks(
  desk: CardDesk,
  { by, personId }: { readonly by: Operator; readonly personId: string },
): Promise<ListedBlock[]> {
  const profile = await findProfile(desk.db, personId);
  if (!profile) throw new DomainError('person.unknown', 'The directory knows no such person.');
  await recordAudit(desk.db, {
    actor: by.actor,
    action: 'person.viewed',
    subject: `person:${profile.personId}`,
    details: { fields: ['blocks'] },
  });
  return listBlocksOfPerson(desk.db, profile.personId, blocks_max);
}
