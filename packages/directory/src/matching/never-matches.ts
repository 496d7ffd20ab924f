import type { Db, Tx } from '@onecampus/database';

/** For each of these records those which are another human, whatever they look like. */
export async function listNeverMatches(db: Db, recordIds: readonly string[]): Promise<Map<string, Set<string>>> {
  const { rows } = await db.raw<{ rows: { one: string; other: string }[] }>(
    `select record_a as one, record_b as other from directory.never_matches where record_a = any(?::uuid[])
     union all
     select record_b, record_a from directory.never_matches where record_b = any(?::uuid[])`,
    [[...recordIds], [...recordIds]] as never,
  );
  const apart = new Map<string, Set<string>>();
  for (const { one, other } of rows) apart.set(one, (apart.get(one) ?? new Set()).add(other));
  return apart;
}

/** Somebody decided that two records are two humans. */
export async function insertNeverMatch(
  tx: Tx,
  pair: {
    readonly one: string;
    readonly other: string;
    readonly reason: 'decided' | 'person';
    readonly saidBy: string;
  },
): Promise<void> {
  await tx.raw(
    `insert into directory.never_matches (record_a, record_b, reason, said_by)
     values (least(?::uuid, ?::uuid), greatest(?::uuid, ?::uuid), ?, ?) on conflict do nothing`,
    [pair.one, pair.other, pair.one, pair.other, pair.reason, pair.saidBy],
  );
}
