import type { Tx } from '@onecampus/database';
import { type Actor, findErased, writeRoll } from '@onecampus/directory';
import { DomainError } from '@onecampus/errors';
import { rollApplied } from '../events.ts';
import type { RollCounts } from '../rules/review-reasons.ts';
import type { ImportRecord } from '../store/import-record.ts';
import { keepEffects, markApplied, markEffective } from '../store/imports.ts';
import { rememberColumns, type Source } from '../store/sources.ts';

/** Writes a compared roll, remembers its headings and says who did it: all of it or nothing. */
export async function writeStaged(
  tx: Tx,
  staged: ImportRecord,
  order: { by: Actor; source: Source; counts: RollCounts; dataKey: Uint8Array },
): Promise<void> {
  const { by, source, counts } = order;
  const first = await markApplied(tx, staged.id, counts);
  if (!first) throw new DomainError('import.already_applied', 'This import was applied already.');
  // Somebody erased since the comparison: compared again, his rows are refused.
  const erased = await findErased(tx, order.dataKey, source.universityId);
  if (erased.length > 0) throw new DomainError('row.duplicate', 'Somebody of this roll was erased at this moment.');
  const effectiveAt = await writeRoll(tx, { importId: staged.id, dataKey: order.dataKey });
  await markEffective(tx, staged.id, effectiveAt);
  await keepEffects(tx, staged.id, source.universityId);
  if (staged.recognised.columns) await rememberColumns(tx, source.id, staged.recognised.columns);
  await rollApplied(tx, { by, importId: staged.id, sourceId: source.id, universityId: source.universityId, counts });
}
