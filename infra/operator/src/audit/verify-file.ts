import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { type Kept, type Verdict, verifyExport } from '@onecampus/audit-chain';
import { CommandFailure } from '../command-failure.ts';

/** Checks an export on this machine: no database, no network, memory that does not grow with the file. */
export async function verifyFile(
  file: string,
  kept: Kept,
  onProgress?: (read: number, entries: number) => void,
): Promise<Verdict> {
  await stat(file).catch(() => {
    throw new CommandFailure('usage', `${file} cannot be read.`);
  });
  return verifyExport(createReadStream(file, { highWaterMark: 1_024 * 1_024 }), {
    trustedKeys: kept.keys,
    knownCheckpoints: kept.checkpoints,
    ...(onProgress === undefined ? {} : { onProgress }),
  });
}

/** What a clean verdict rests on, and what it therefore cannot tell. */
export function linesOfVerdict(verdict: Verdict): string[] {
  const { evidence, findings, findingsDropped } = verdict;
  const lines = findings.map(({ kind, text }) => `${kind}: ${text}`);
  if (findingsDropped > 0) lines.push(`… and ${findingsDropped} more`);
  if (verdict.ok)
    lines.push(`Nothing was changed in ${verdict.entries} entries of ${verdict.university ?? verdict.chain}.`);
  lines.push(`  signed by the operator up to entry ${evidence.signedTo} (${evidence.checkpoints} checkpoints)`);
  for (const { name, n, pinned } of evidence.witnesses) {
    lines.push(`  counter-signed by ${name} up to entry ${n}${pinned ? '' : ' (its key on the file’s word)'}`);
  }
  if (evidence.kept > 0) lines.push(`  as you kept it up to entry ${evidence.keptTo} (${evidence.kept} checkpoints)`);
  if (evidence.kept === 0) {
    lines.push(
      '  You compared with no checkpoint of your own: whoever holds the operator’s key could have made all of this anew.',
    );
  }
  if (!evidence.operatorPinned) lines.push('  The operator’s key is taken on the file’s word.');
  const loose = verdict.entries - evidence.signedTo;
  if (verdict.ok && loose > 0) {
    lines.push(`  The last ${loose} of the entries are vouched for by the signature under the file alone.`);
  }
  return lines;
}
