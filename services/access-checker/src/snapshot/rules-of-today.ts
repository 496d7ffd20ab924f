import type { Db } from '@onecampus/database';
import { listMergedPeople } from '../store/list-merged-people.ts';
import type { RuleRow } from '../store/rules.ts';

const personId = /"person_id":\s*"([0-9a-f-]{36})"/g;

/** Rules that name somebody who became part of another mean that other: a ban does not end because its man has two records. */
export async function rulesOfToday(db: Db, rows: readonly RuleRow[]): Promise<RuleRow[]> {
  const named = new Set(
    rows.flatMap(({ audience }) => [...JSON.stringify(audience).matchAll(personId)].map(([, id]) => id!)),
  );
  if (named.size === 0) return [...rows];
  const merged = await listMergedPeople(db, [...named]);
  if (merged.size === 0) return [...rows];
  return rows.map((row) => ({
    ...row,
    audience: JSON.parse(
      JSON.stringify(row.audience).replaceAll(personId, (whole, id: string) => whole.replace(id, merged.get(id) ?? id)),
    ) as unknown,
  }));
}
