import type { Db, Tx } from '@onecampus/database';

export interface Departure {
  readonly id: string;
  readonly universityId: string;
  readonly university: string;
  readonly leavesAt: Date;
  readonly announcedBy: string;
  readonly announcedAt: Date;
  readonly agreedBy: string | null;
  readonly agreedAt: Date | null;
  readonly withdrawnAt: Date | null;
  readonly begunAt: Date | null;
  readonly finishedAt: Date | null;
  readonly counts: DepartureCounts;
}

export interface DepartureCounts {
  readonly records?: number;
  readonly identifiers?: number;
  readonly versions?: number;
  /** People of whom nothing is left anywhere. */
  readonly people?: number;
}

const columns = `d.id, d.university_id as "universityId", u.slug as university, d.leaves_at as "leavesAt", d.announced_by as "announcedBy",
  d.announced_at as "announcedAt", d.agreed_by as "agreedBy", d.agreed_at as "agreedAt", d.withdrawn_at as "withdrawnAt",
  d.begun_at as "begunAt", d.finished_at as "finishedAt", d.counts`;
const from = 'from directory.departures d join directory.universities u on u.id = d.university_id';

export async function insertDeparture(
  tx: Tx,
  one: { id: string; universityId: string; leavesAt: Date; by: string },
): Promise<boolean> {
  const { rowCount } = await tx.raw<{ rowCount: number }>(
    `insert into directory.departures (id, university_id, leaves_at, announced_by) values (?, ?, ?, ?)
     on conflict (university_id) where finished_at is null and withdrawn_at is null do nothing`,
    [one.id, one.universityId, one.leavesAt, one.by] as never,
  );
  return rowCount === 1;
}

/** The departure that is under way, or the last one that was; held until the transaction ends. */
export async function lockDeparture(tx: Tx, universityId: string): Promise<Departure | undefined> {
  const { rows } = await tx.raw<{ rows: Departure[] }>(
    `select ${columns} ${from} where d.university_id = ? and d.withdrawn_at is null order by d.announced_at desc limit 1 for update of d`,
    [universityId],
  );
  return rows[0];
}

export async function findDeparture(db: Db, universityId: string): Promise<Departure | undefined> {
  const { rows } = await db.raw<{ rows: Departure[] }>(
    `select ${columns} ${from} where d.university_id = ? order by d.announced_at desc limit 1`,
    [universityId],
  );
  return rows[0];
}

export async function markAgreed(tx: Tx, id: string, by: string): Promise<void> {
  await tx.raw(`update directory.departures set agreed_by = ?, agreed_at = now() where id = ?`, [by, id]);
}

export async function markDepartureWithdrawn(tx: Tx, id: string, by: string): Promise<void> {
  await tx.raw(`update directory.departures set withdrawn_by = ?, withdrawn_at = now() where id = ?`, [by, id]);
}

export async function markBegun(tx: Tx, id: string): Promise<void> {
  await tx.raw(
    `update directory.departures set begun_at = greatest(clock_timestamp(), leaves_at) where id = ? and begun_at is null`,
    [id],
  );
}

export async function markFinished(tx: Tx, id: string): Promise<void> {
  await tx.raw(`update directory.departures set finished_at = clock_timestamp() where id = ? and finished_at is null`, [
    id,
  ]);
}

/** Adds what one batch destroyed, in the transaction that destroyed it. */
export async function addCounts(tx: Tx, id: string, more: Required<DepartureCounts>): Promise<void> {
  await tx.raw(
    `update directory.departures d set counts = (
       select jsonb_object_agg(name, coalesce((d.counts ->> name)::int, 0) + more::int) from jsonb_each_text(?::jsonb) as one (name, more))
     where id = ?`,
    [JSON.stringify(more), id],
  );
}
