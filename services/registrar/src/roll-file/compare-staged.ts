import type { Tx } from '@onecampus/database';
import {
  type Actor,
  compareRoll,
  findClashes,
  findErased,
  holdAbsent,
  holdBack,
  holdPresent,
  linkRecords,
  listRollLines,
  listWantedIdentifiers,
  openRoll,
  previewRoll,
  resolveWindows,
  type University,
} from '@onecampus/directory';
import { DomainError } from '@onecampus/errors';
import { rollCompared } from '../events.ts';
import { previewInOwnWords } from '../rules/preview-words.ts';
import { type RollCounts, reviewReasons } from '../rules/review-reasons.ts';
import { keepChanges } from '../store/import-changes.ts';
import type { ImportRecord } from '../store/import-record.ts';
import { markCompared } from '../store/imports.ts';
import type { Source } from '../store/sources.ts';
import {
  countStaged,
  fillRoll,
  forgiveClashes,
  listAffiliationWords,
  refuseContradictions,
  refusePeople,
} from '../store/staged-rows.ts';

/** Lines of each kind of change that a preview shows. */
const preview_lines_max = 100;

/** Lays the staged rows beside the directory, says what they would change, and leaves the directory as it is. */
export async function compareStaged(
  tx: Tx,
  staged: ImportRecord,
  order: {
    by: Actor;
    university: University;
    source: Source;
    dryRun: boolean;
    acceptShrink: boolean;
    dataKey: Uint8Array;
  },
): Promise<RollCounts> {
  const { university, source } = order;
  await openRoll(tx, {
    sourceId: source.id,
    universityId: university.id,
    scope: university.homeOrganization,
    timeZone: university.timeZone,
    numberScheme: source.kind === 'sis' ? 'student_number' : 'employee_number',
  });
  await forgiveClashes(tx, staged.id);
  await fillRoll(tx, staged.id);
  await refuseContradictions(tx, staged.id);
  if (staged.partial || staged.recognised.delta) await holdAbsent(tx);
  if (staged.recognised.delta) await holdPresent(tx);
  await linkRecords(tx);
  await listWantedIdentifiers(tx);
  await refuseErased(tx, staged, order.dataKey);
  await refuseClashes(tx, staged.id);
  await resolveWindows(tx);
  const difference = await compareRoll(tx);
  await listRollLines(tx);
  await keepChanges(tx, staged);

  const { rows, refused } = await countStaged(tx, staged.id);
  if (rows !== staged.stagedRows)
    throw new DomainError('import.unknown', 'The rows of this import are no longer kept; send the file again.');
  const counts: RollCounts = { rows, refused, ...difference };
  const reasons = reviewReasons(counts, source.shrinkLimit);
  const words = await listAffiliationWords(tx, staged.id);
  const preview = previewInOwnWords(await previewRoll(tx, preview_lines_max), words, source.mapping);
  const stops = order.dryRun || (reasons.length > 0 && !order.acceptShrink);
  await markCompared(tx, staged.id, {
    state: reasons.length > 0 ? 'needs-review' : 'staged',
    counts,
    reviewReasons: reasons,
    preview,
    words,
  });
  if (stops)
    await rollCompared(tx, {
      by: order.by,
      importId: staged.id,
      sourceId: source.id,
      universityId: university.id,
      counts,
    });
  return counts;
}

/** What was erased does not come back because a system still exports it. */
async function refuseErased(tx: Tx, staged: ImportRecord, dataKey: Uint8Array): Promise<void> {
  const erased = await findErased(tx, dataKey, staged.universityId);
  if (erased.length === 0) return;
  await refusePeople(tx, staged.id, 'erased', 'source_key', erased);
  await holdBack(tx, erased);
}

async function refuseClashes(tx: Tx, importId: string): Promise<void> {
  const clashes = await findClashes(tx);
  if (clashes.length === 0) return;
  const logins = clashes.filter((clash) => clash.scheme === 'eppn').map((clash) => clash.sourceKey);
  const numbers = clashes.filter((clash) => clash.scheme !== 'eppn').map((clash) => clash.sourceKey);
  await refusePeople(tx, importId, 'number-taken', 'source_key', numbers);
  await refusePeople(tx, importId, 'login-taken', 'login', logins);
  await holdBack(tx, [...new Set([...logins, ...numbers])]);
}
