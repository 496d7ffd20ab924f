import type { Db, Tx } from '@onecampus/database';
import type { EventDelivery } from '../rules/event-stream.ts';

export type NewDelivery = Omit<EventDelivery, 'streamId' | 'n' | 'attempts'> & { readonly subjectId: string };

/** Queues tokens; one that was queued before (a replay) is due again under the same `jti`. */
export async function queueDeliveries(tx: Tx, streamId: string, deliveries: readonly NewDelivery[]): Promise<void> {
  await tx.raw(
    `insert into registrar.event_deliveries (stream_id, jti, subject_id, events, subject_uri, attributes, tx, happened_at)
     select ?, (d->>'jti')::uuid, (d->>'subjectId')::uuid, array(select jsonb_array_elements_text(d->'events')), d->>'subjectUri',
            array(select jsonb_array_elements_text(d->'attributes')), d->>'tx', (d->>'happenedAt')::timestamptz
     from jsonb_array_elements(?::jsonb) with ordinality as list (d, place) order by place
     on conflict (stream_id, jti) do update set state = 'pending', attempts = 0, due_at = now(), last_error = null`,
    [streamId, JSON.stringify(deliveries)],
  );
}

const columns = `d.stream_id as "streamId", d.n::text as n, d.jti, d.events, d.subject_uri as "subjectUri", d.attributes, d.tx,
  d.happened_at as "happenedAt", d.attempts`;

/**
 * Takes the next tokens to push: due, the oldest of each subject first, and none whose subject has an older one waiting, so
 * that one receiver hears of one person in order. Taken means not due again for the lease: who dies holding one loses nothing.
 */
export async function takeDue(tx: Tx, streamId: string, limit: number, lease_ms: number): Promise<EventDelivery[]> {
  const { rows } = await tx.raw<{ rows: EventDelivery[] }>(
    `update registrar.event_deliveries d
     set attempts = d.attempts + 1, due_at = now() + make_interval(secs => ? / 1000.0)
     where (d.stream_id, d.n) in (
       select w.stream_id, w.n from registrar.event_deliveries w
       where w.stream_id = ? and w.state = 'pending' and w.due_at <= now()
         and not exists (select from registrar.event_deliveries e
                         where e.stream_id = w.stream_id and e.subject_id = w.subject_id and e.state = 'pending' and e.n < w.n)
       order by w.n limit ? for update skip locked)
     returning ${columns}`,
    [lease_ms, streamId, limit],
  );
  return rows;
}

/** The oldest waiting tokens of a stream that is fetched. */
export async function listWaiting(db: Db, streamId: string, limit: number): Promise<EventDelivery[]> {
  const { rows } = await db.raw<{ rows: EventDelivery[] }>(
    `select ${columns} from registrar.event_deliveries d where d.stream_id = ? and d.state = 'pending' order by d.n limit ?`,
    [streamId, limit],
  );
  return rows;
}

export async function markDelivered(tx: Tx, streamId: string, jtis: readonly string[]): Promise<number> {
  const { rowCount } = await tx.raw<{ rowCount: number }>(
    `update registrar.event_deliveries set state = 'delivered', delivered_at = now(), last_status = 202, last_error = null
     where stream_id = ? and jti = any(?::uuid[]) and state = 'pending'`,
    [streamId, [...jtis]] as never,
  );
  return rowCount;
}

/** A delivery that failed: tried again after a while, or not (`refused`, `given-up`). */
export async function markFailedDelivery(
  tx: Tx,
  delivery: { readonly streamId: string; readonly jti: string },
  failure: {
    readonly state: 'pending' | 'refused' | 'given-up';
    readonly status: number | null;
    readonly error: string;
    readonly wait_ms: number;
  },
): Promise<void> {
  await tx.raw(
    `update registrar.event_deliveries
     set state = ?, last_status = ?, last_error = ?, due_at = now() + make_interval(secs => ? / 1000.0)
     where stream_id = ? and jti = ? and state = 'pending'`,
    [failure.state, failure.status, failure.error, failure.wait_ms, delivery.streamId, delivery.jti] as never,
  );
}

/** One line of the log of what was sent. */
export interface LoggedDelivery extends EventDelivery {
  readonly state: 'pending' | 'delivered' | 'refused' | 'given-up';
  readonly dueAt: Date;
  readonly lastStatus: number | null;
  readonly lastError: string | null;
  readonly deliveredAt: Date | null;
}

export async function listDeliveries(db: Db, streamId: string, limit: number): Promise<LoggedDelivery[]> {
  const { rows } = await db.raw<{ rows: LoggedDelivery[] }>(
    `select ${columns}, d.state, d.due_at as "dueAt", d.last_status as "lastStatus", d.last_error as "lastError", d.delivered_at as "deliveredAt"
     from registrar.event_deliveries d where d.stream_id = ? order by d.n desc limit ?`,
    [streamId, limit],
  );
  return rows;
}

/** Makes due again what happened since a moment, as far as the log reaches; receivers know a token by its `jti`. */
export async function replayDeliveries(tx: Tx, streamId: string, since: Date): Promise<number> {
  const { rowCount } = await tx.raw<{ rowCount: number }>(
    `update registrar.event_deliveries set state = 'pending', attempts = 0, due_at = now(), last_error = null
     where stream_id = ? and happened_at >= ? and state <> 'pending'`,
    [streamId, since] as never,
  );
  return rowCount;
}

/** Forgets what was delivered long ago. */
export async function dropOldDeliveries(tx: Tx, kept_days: number): Promise<number> {
  const { rowCount } = await tx.raw<{ rowCount: number }>(
    `delete from registrar.event_deliveries where state <> 'pending' and happened_at < now() - make_interval(days => ?)`,
    [kept_days],
  );
  return rowCount;
}
