import type { Db, Tx } from '@onecampus/database';

/** Somebody whom a provider sent and whom nobody here knows. */
export interface Stranger {
  readonly id: string;
  readonly upstreamId: string;
  readonly universityId: string;
  readonly issuer: string;
  readonly sub: string;
  readonly shownSealed: string | null;
  readonly state: 'waiting' | 'proposed' | 'linked' | 'refused';
  readonly seenAt: Date;
  readonly lastSeenAt: Date;
  readonly proposedPersonId: string | null;
  readonly proposedBy: string | null;
  readonly agreeingUniversityId: string | null;
}

const columns = `id, upstream_id as "upstreamId", university_id as "universityId", issuer, sub,
  shown_sealed as "shownSealed", state, seen_at as "seenAt", last_seen_at as "lastSeenAt",
  proposed_person_id as "proposedPersonId", proposed_by as "proposedBy", agreeing_university_id as "agreeingUniversityId"`;

/** Not more at one provider: whoever floods the queue fills it no further. */
const open_max = 1_000;

/** Puts somebody into the queue, or notes that he tried again; his place, or `undefined` where the queue is full. */
export async function noteStranger(
  tx: Tx,
  row: Pick<Stranger, 'id' | 'upstreamId' | 'universityId' | 'issuer' | 'sub'>,
): Promise<string | undefined> {
  const { rows } = await tx.raw<{ rows: { id: string }[] }>(
    `insert into identity_provider.upstream_strangers (id, upstream_id, university_id, issuer, sub)
     select ?, ?, ?, ?, ?
     where (select count(*) from identity_provider.upstream_strangers
            where upstream_id = ? and state in ('waiting', 'proposed')) < ${open_max}
     on conflict (issuer, sub) where state in ('waiting', 'proposed') do update set last_seen_at = now()
     returning id`,
    [row.id, row.upstreamId, row.universityId, row.issuer, row.sub, row.upstreamId],
  );
  return rows[0]?.id;
}

export async function showStranger(tx: Tx, id: string, shownSealed: string): Promise<void> {
  await tx.raw(
    `update identity_provider.upstream_strangers set shown_sealed = ? where id = ? and state in ('waiting', 'proposed')`,
    [shownSealed, id],
  );
}

export async function wasRefused(tx: Tx, issuer: string, sub: string): Promise<boolean> {
  const { rows } = await tx.raw<{ rows: unknown[] }>(
    `select from identity_provider.upstream_strangers where issuer = ? and sub = ? and state = 'refused' limit 1`,
    [issuer, sub],
  );
  return rows.length > 0;
}

/** The oldest first. */
export async function listOpenStrangers(db: Db, universityId: string): Promise<Stranger[]> {
  const { rows } = await db.raw<{ rows: Stranger[] }>(
    `select ${columns} from identity_provider.upstream_strangers
     where university_id = ? and state in ('waiting', 'proposed') order by seen_at limit 200`,
    [universityId],
  );
  return rows;
}

/** What other universities ask this one to agree to. */
export async function listProposalsTo(db: Db, universityId: string): Promise<Stranger[]> {
  const { rows } = await db.raw<{ rows: Stranger[] }>(
    `select ${columns} from identity_provider.upstream_strangers
     where agreeing_university_id = ? and state = 'proposed' order by proposed_at limit 200`,
    [universityId],
  );
  return rows;
}

/** Of one university, as the asker or as the one that has to agree; locked until the transaction ends. */
export async function lockStranger(
  tx: Tx,
  id: string,
  as: { readonly universityId: string } | { readonly agreeingUniversityId: string },
): Promise<Stranger | undefined> {
  const [column, value] =
    'universityId' in as ? ['university_id', as.universityId] : ['agreeing_university_id', as.agreeingUniversityId];
  const { rows } = await tx.raw<{ rows: Stranger[] }>(
    `select ${columns} from identity_provider.upstream_strangers where id = ? and ${column} = ? for update`,
    [id, value],
  );
  return rows[0];
}

export async function proposeForStranger(
  tx: Tx,
  order: { readonly id: string; readonly personId: string; readonly agreeingUniversityId: string; readonly by: string },
): Promise<void> {
  await tx.raw(
    `update identity_provider.upstream_strangers set state = 'proposed', proposed_person_id = ?, proposed_by = ?,
       proposed_at = now(), agreeing_university_id = ? where id = ? and state = 'waiting'`,
    [order.personId, order.by, order.agreeingUniversityId, order.id],
  );
}

export async function closeStranger(
  tx: Tx,
  order: { readonly id: string; readonly state: 'linked' | 'refused'; readonly by: string },
): Promise<boolean> {
  const { rowCount } = await tx.raw<{ rowCount: number }>(
    `update identity_provider.upstream_strangers set state = ?, decided_by = ?, decided_at = now(), shown_sealed = null
     where id = ? and state in ('waiting', 'proposed')`,
    [order.state, order.by, order.id],
  );
  return rowCount === 1;
}

/** Who never came again, and refusals that have had their time: whoever was refused may ask anew then. */
export async function purgeStrangers(db: Db): Promise<number> {
  const { rowCount } = await db.raw<{ rowCount: number }>(
    `delete from identity_provider.upstream_strangers where id in (
       select id from identity_provider.upstream_strangers
       where (state in ('waiting', 'proposed') and last_seen_at < now() - interval '90 days')
          or (state in ('linked', 'refused') and decided_at < now() - interval '30 days') limit 5000)`,
  );
  return rowCount;
}
