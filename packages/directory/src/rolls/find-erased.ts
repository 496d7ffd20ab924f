import type { Tx } from '@onecampus/database';
import { tombstonesOf } from '../erasure/tombstones-of.ts';

/** Wanted identifiers that are looked at together. */
const page_rows = 10_000;

/**
 * Numbers of the file whose people were erased: by the record, or by the keyed hash that is left of a number or login. What
 * was erased does not come back because a system still exports it. Call after `listWantedIdentifiers`.
 *
 * @param dataKey CAMPUS_DATA_KEY, 32 bytes.
 */
export async function findErased(tx: Tx, dataKey: Uint8Array, universityId: string): Promise<string[]> {
  const erased = new Set(await listErasedRecords(tx));
  const tombstones = await tombstonesOf(tx, dataKey, universityId);
  for (let page = 0; tombstones.size > 0; page += 1) {
    const wanted = await listWanted(tx, page);
    for (const one of wanted) if (tombstones.has(one)) erased.add(one.sourceKey);
    if (wanted.length < page_rows) break;
  }
  return [...erased];
}

async function listErasedRecords(tx: Tx): Promise<string[]> {
  const { rows } = await tx.raw<{ rows: { sourceKey: string }[] }>(
    `select source_key as "sourceKey" from directory.source_records
     where source_id = (select source_id from roll) and erased_at is not null and source_key in (select source_key from roll_records)`,
  );
  return rows.map((row) => row.sourceKey);
}

async function listWanted(
  tx: Tx,
  page: number,
): Promise<{ sourceKey: string; scheme: string; scope: string; value: string }[]> {
  const { rows } = await tx.raw<{ rows: { sourceKey: string; scheme: string; scope: string; value: string }[] }>(
    `select source_key as "sourceKey", scheme, (select scope from roll) as scope, value_normal as value
     from roll_wanted order by scheme, value_normal, source_key limit ? offset ?`,
    [page_rows, page * page_rows],
  );
  return rows;
}
