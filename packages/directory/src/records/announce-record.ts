import type { Tx } from '@onecampus/database';
import { recordChange } from '../feed/record-change.ts';

/** Raises the version of a record's person and tells the other services what kind of thing changed. */
export async function announceRecord(
  tx: Tx,
  news: {
    readonly personId: string;
    readonly universityId: string;
    readonly ofPerson: boolean;
    readonly ofAffiliation: boolean;
  },
): Promise<void> {
  const { personId, universityId, ofPerson, ofAffiliation } = news;
  if (!ofPerson && !ofAffiliation) return;
  await tx.raw('update directory.people set version = version + 1, updated_at = now() where id = ?', [personId]);
  if (ofPerson) await recordChange(tx, { topic: 'person.changed', entityId: personId, universityId });
  if (ofAffiliation) await recordChange(tx, { topic: 'affiliation.changed', entityId: personId, universityId });
}
