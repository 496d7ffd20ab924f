import type { Db, Tx } from '@onecampus/database';
import type { EventStream } from '../rules/event-stream.ts';

const columns = `s.id, s.university_id as "universityId", s.label, s.audience, s.delivery, s.endpoint, s.state, s.created_at as "createdAt"`;

/** Creates a stream that begins now; false where its university has one of that name. */
export async function insertEventStream(
  tx: Tx,
  stream: Omit<EventStream, 'state' | 'createdAt'> & {
    readonly authorizationSealed: string | null;
    readonly pollTokenHash: string | null;
    readonly createdBy: string;
  },
): Promise<boolean> {
  const { rowCount } = await tx.raw<{ rowCount: number }>(
    `insert into registrar.event_streams
       (id, university_id, label, audience, delivery, endpoint, authorization_sealed, poll_token_hash, position_tx, created_by)
     values (?, ?, ?, ?, ?, ?, ?, decode(?, 'base64'), pg_snapshot_xmin(pg_current_snapshot()), ?)
     on conflict do nothing`,
    [
      stream.id,
      stream.universityId,
      stream.label,
      stream.audience,
      stream.delivery,
      stream.endpoint,
      stream.authorizationSealed,
      stream.pollTokenHash,
      stream.createdBy,
    ] as never,
  );
  return rowCount === 1;
}

export async function listEventStreams(db: Db): Promise<(EventStream & { pending: number; oldest: Date | null })[]> {
  const { rows } = await db.raw<{ rows: (EventStream & { pending: number; oldest: Date | null })[] }>(
    `select ${columns}, coalesce(d.pending, 0)::int as pending, d.oldest
     from registrar.event_streams s
     left join lateral (
       select count(*) as pending, min(happened_at) as oldest from registrar.event_deliveries d
       where d.stream_id = s.id and d.state = 'pending') as d on true
     where s.removed_at is null order by s.label, s.id`,
  );
  return rows;
}

export async function findEventStream(db: Db, id: string): Promise<EventStream | undefined> {
  const { rows } = await db.raw<{ rows: EventStream[] }>(
    `select ${columns} from registrar.event_streams s where s.id = ? and s.removed_at is null`,
    [id],
  );
  return rows[0];
}

/** The stream that a receiver fetches with this token. */
export async function findStreamByToken(db: Db, id: string, tokenHash: string): Promise<EventStream | undefined> {
  const { rows } = await db.raw<{ rows: EventStream[] }>(
    `select ${columns} from registrar.event_streams s
     where s.id = ? and s.poll_token_hash = decode(?, 'base64') and s.removed_at is null`,
    [id, tokenHash],
  );
  return rows[0];
}

export async function setStreamState(tx: Tx, id: string, state: EventStream['state']): Promise<boolean> {
  const { rowCount } = await tx.raw<{ rowCount: number }>(
    'update registrar.event_streams set state = ? where id = ? and removed_at is null',
    [state, id],
  );
  return rowCount === 1;
}

export async function removeEventStream(tx: Tx, id: string): Promise<boolean> {
  const { rowCount } = await tx.raw<{ rowCount: number }>(
    'update registrar.event_streams set removed_at = now(), authorization_sealed = null where id = ? and removed_at is null',
    [id],
  );
  return rowCount === 1;
}

/** A stream with how far it has read, held for this transaction; `undefined` while another instance has it. */
export interface HeldStream {
  readonly id: string;
  readonly universityId: string | null;
  readonly audience: string;
  readonly tx: string;
  readonly sequence: string;
  readonly clockSeen: Date;
}

export async function holdEventStream(tx: Tx, id: string): Promise<HeldStream | undefined> {
  const { rows } = await tx.raw<{ rows: HeldStream[] }>(
    `select id, university_id as "universityId", audience, position_tx::text as tx, position_sequence::text as sequence,
            clock_seen as "clockSeen"
     from registrar.event_streams where id = ? and removed_at is null for update skip locked`,
    [id],
  );
  return rows[0];
}

export async function moveStream(
  tx: Tx,
  id: string,
  to: { readonly tx: string; readonly sequence: string; readonly clockSeen: Date },
): Promise<void> {
  await tx.raw(
    'update registrar.event_streams set position_tx = ?::xid8, position_sequence = ?, clock_seen = ? where id = ?',
    [to.tx, to.sequence, to.clockSeen, id] as never,
  );
}

/** How a stream that pushes reaches its receiver. */
export interface PushTarget {
  readonly id: string;
  readonly audience: string;
  readonly endpoint: string;
  readonly authorizationSealed: string | null;
  readonly state: EventStream['state'];
}

export async function listPushTargets(tx: Tx): Promise<PushTarget[]> {
  const { rows } = await tx.raw<{ rows: PushTarget[] }>(
    `select id, audience, endpoint, authorization_sealed as "authorizationSealed", state
     from registrar.event_streams where delivery = 'push' and state <> 'paused' and removed_at is null order by id`,
  );
  return rows;
}

export async function listStreamIds(tx: Tx): Promise<string[]> {
  const { rows } = await tx.raw<{ rows: { id: string }[] }>(
    'select id from registrar.event_streams where removed_at is null order by id',
  );
  return rows.map((row) => row.id);
}
