import type { Tx } from '@onecampus/database';
import { announceRoll } from './announce-roll.ts';
import { holdRecords } from './hold-records.ts';
import { keepReplaced } from './keep-replaced.ts';
import { writeAffiliations } from './write-affiliations.ts';
import { writeIdentifiers } from './write-identifiers.ts';
import { dropUnusedMarks, writePeople } from './write-people.ts';
import { dueForMatching, leaveMerges, writeRecords } from './write-records.ts';

/**
 * Writes a compared roll: people, records with what they said before, identifiers, affiliations and their lines of the feed.
 * Some ten statements for a whole university, all in the caller's transaction, so that it is written in full or not at all.
 * Returns the moment that everything written carries, in full precision.
 *
 * @param by `importId` names the run in the history; `dataKey` is CAMPUS_DATA_KEY, 32 bytes.
 */
export async function writeRoll(
  tx: Tx,
  by: { readonly importId: string; readonly dataKey: Uint8Array },
): Promise<string> {
  // A setting of the transaction, so it is set anew here; the reason stands with the working set (open-roll.ts).
  await tx.raw('set local enable_nestloop = off');
  await holdRecords(tx);
  await writePeople(tx);
  await keepReplaced(tx, by.dataKey, by.importId);
  await leaveMerges(tx);
  await writeRecords(tx);
  await dropUnusedMarks(tx);
  await writeIdentifiers(tx);
  await writeAffiliations(tx);
  await dueForMatching(tx);
  await announceRoll(tx);
  const { rows } = await tx.raw<{ rows: { at: string }[] }>('select at::text as at from roll');
  return rows[0]!.at;
}
