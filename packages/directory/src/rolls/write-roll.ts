import type { Tx } from '@onecampus/database';
import { announceRoll } from './announce-roll.ts';
import { writeAffiliations } from './write-affiliations.ts';
import { writeIdentifiers } from './write-identifiers.ts';
import { dropUnusedMarks, writePeople } from './write-people.ts';
import { writeRecords } from './write-records.ts';

/**
 * Writes a compared roll: people, records, identifiers, affiliations and their lines of the feed. Seven-odd statements for
 * a whole university, all in the caller's transaction, so that it is written in full or not at all.
 */
export async function writeRoll(tx: Tx): Promise<void> {
  // A setting of the transaction, so it is set anew here; the reason stands with the working set (open-roll.ts).
  await tx.raw('set local enable_nestloop = off');
  await writePeople(tx);
  await writeRecords(tx);
  await dropUnusedMarks(tx);
  await writeIdentifiers(tx);
  await writeAffiliations(tx);
  await announceRoll(tx);
}
