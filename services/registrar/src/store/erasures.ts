import type { Db, Tx } from '@onecampus/database';
import type { Destroyed } from '@onecampus/directory';

export const erasureBases = ['request', 'retention', 'order', 'leaving'] as const;
export type ErasureBasis = (typeof erasureBases)[number];

export interface ErasureRecord {
  readonly id: string;
  readonly universityId: string;
  readonly university: string;
  readonly personId: string;
  readonly basis: ErasureBasis;
  readonly state: 'asked' | 'done' | 'withdrawn';
  readonly askedBy: string;
  readonly askedAt: Date;
  readonly decidedBy: string | null;
  readonly decidedAt: Date | null;
  readonly destroyed: (Destroyed & { readonly staged: number }) | null;
  readonly whole: boolean | null;
}

const columns = `e.id, e.university_id as "universityId", u.slug as university, e.person_id as "personId", e.basis, e.state,
  e.asked_by as "askedBy", e.asked_at as "askedAt", e.decided_by as "decidedBy", e.decided_at as "decidedAt", e.destroyed, e.whole`;
const from = 'from directory.erasures e join directory.universities u on u.id = e.university_id';

/** `false` where the same is asked for already. */
export async function insertErasure(
  tx: Tx,
  asked: { id: string; universityId: string; personId: string; basis: ErasureBasis; by: string },
): Promise<boolean> {
  const { rowCount } = await tx.raw<{ rowCount: number }>(
    `insert into directory.erasures (id, university_id, person_id, basis, asked_by) values (?, ?, ?, ?, ?)
     on conflict (university_id, person_id) where state = 'asked' do nothing`,
    [asked.id, asked.universityId, asked.personId, asked.basis, asked.by],
  );
  return rowCount === 1;
}

export async function findErasure(db: Db, id: string): Promise<ErasureRecord | undefined> {
  const { rows } = await db.raw<{ rows: ErasureRecord[] }>(`select ${columns} ${from} where e.id = ?`, [id]);
  return rows[0];
}

/** Held until the transaction ends: of two who decide, the second one finds it decided. */
export async function lockErasure(tx: Tx, id: string): Promise<ErasureRecord | undefined> {
  const { rows } = await tx.raw<{ rows: ErasureRecord[] }>(`select ${columns} ${from} where e.id = ? for update of e`, [
    id,
  ]);
  return rows[0];
}

/** The newest first; those of one university within it, all of them across universities. */
export async function listErasures(
  db: Db,
  wanted: { state?: ErasureRecord['state'] | undefined; limit: number },
): Promise<ErasureRecord[]> {
  const { rows } = await db.raw<{ rows: ErasureRecord[] }>(
    `select ${columns} ${from} where ?::text is null or e.state = ? order by e.asked_at desc, e.id limit ?`,
    [wanted.state ?? null, wanted.state ?? null, wanted.limit] as never,
  );
  return rows;
}

export async function markErased(
  tx: Tx,
  done: { id: string; by: string; destroyed: object; whole: boolean },
): Promise<void> {
  await tx.raw(
    `update directory.erasures set state = 'done', decided_by = ?, decided_at = now(), destroyed = ?, whole = ? where id = ?`,
    [done.by, JSON.stringify(done.destroyed), done.whole, done.id],
  );
}

export async function markWithdrawn(tx: Tx, id: string, by: string): Promise<void> {
  await tx.raw(`update directory.erasures set state = 'withdrawn', decided_by = ?, decided_at = now() where id = ?`, [
    by,
    id,
  ]);
}
