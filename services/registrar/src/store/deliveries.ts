import type { Db, Tx } from '@onecampus/database';

/** `held`: the brake holds it and a registrar decides. `same`: its content was the last to be applied. */
export type DeliveryState = 'taken' | 'applied' | 'same' | 'held' | 'refused' | 'returned';

export interface DeliveryFault {
  readonly code: string;
  readonly ru: string;
  readonly en: string;
}

export interface Delivery {
  readonly id: string;
  readonly sourceId: string;
  readonly fileName: string;
  readonly sizeBytes: number;
  readonly state: DeliveryState;
  readonly importId: string | null;
  readonly fault: DeliveryFault | null;
  readonly takenAt: Date;
  readonly finishedAt: Date | null;
}

const columns = `id, source_id as "sourceId", file_name as "fileName", size_bytes::float8 as "sizeBytes", state, import_id as "importId",
  fault, taken_at as "takenAt", finished_at as "finishedAt"`;

export async function insertDelivery(
  tx: Tx,
  one: {
    id: string;
    sourceId: string;
    universityId: string;
    fileName: string;
    sizeBytes: number;
    lease_seconds: number;
  },
): Promise<void> {
  await tx.raw(
    `insert into registrar.deliveries (id, source_id, university_id, file_name, size_bytes, leased_until)
     values (?, ?, ?, ?, ?, clock_timestamp() + make_interval(secs => ?))`,
    [one.id, one.sourceId, one.universityId, one.fileName, one.sizeBytes, one.lease_seconds],
  );
}

/** Says that whoever took the file is still at work. */
export async function renewLease(tx: Tx, id: string, lease_seconds: number): Promise<void> {
  await tx.raw(
    `update registrar.deliveries set leased_until = clock_timestamp() + make_interval(secs => ?) where id = ? and state = 'taken'`,
    [lease_seconds, id],
  );
}

export async function finishDelivery(
  tx: Tx,
  id: string,
  outcome: {
    state: Exclude<DeliveryState, 'taken'>;
    importId: string | null;
    digest: Uint8Array | null;
    fault: DeliveryFault | null;
  },
): Promise<void> {
  await tx.raw(
    `update registrar.deliveries set state = ?, import_id = ?, digest = ?, fault = ?, finished_at = clock_timestamp()
     where id = ? and state = 'taken'`,
    [
      outcome.state,
      outcome.importId,
      outcome.digest,
      outcome.fault === null ? null : JSON.stringify(outcome.fault),
      id,
    ] as never,
  );
}

/** Notes what else went wrong with a file that is dealt with; why it was refused is not overwritten. */
export async function noteFault(tx: Tx, id: string, fault: DeliveryFault): Promise<void> {
  await tx.raw('update registrar.deliveries set fault = coalesce(fault, ?::jsonb) where id = ?', [
    JSON.stringify(fault),
    id,
  ]);
}

/** The state of a file that lies among the taken ones; `overdue` where nobody is at work on it any more. */
export async function findTaken(
  db: Db,
  id: string,
): Promise<{ state: DeliveryState; fileName: string; overdue: boolean } | undefined> {
  const { rows } = await db.raw<{ rows: { state: DeliveryState; fileName: string; overdue: boolean }[] }>(
    `select state, file_name as "fileName", leased_until < clock_timestamp() and coalesce(finished_at < clock_timestamp() - interval '1 minute', true) as overdue from registrar.deliveries where id = ?`,
    [id],
  );
  return rows[0];
}

/** The import by which this content came in, where it was the last one of the source to be applied and still is. */
export async function findSameContent(db: Db, sourceId: string, digest: Uint8Array): Promise<string | undefined> {
  const { rows } = await db.raw<{ rows: { importId: string; isSame: boolean }[] }>(
    `select i.id as "importId", exists (
              select from registrar.deliveries d where d.import_id = i.id and d.digest = ? and d.state = 'applied') as "isSame"
     from registrar.imports i
     where i.source_id = ? and i.state in ('applied', 'rolled-back')
     order by i.effective_at desc nulls last limit 1`,
    [digest, sourceId] as never,
  );
  const last = rows[0];
  return last?.isSame ? last.importId : undefined;
}

/** The latest files of a university's folders. */
export async function listDeliveries(db: Db, universityId: string, limit: number): Promise<Delivery[]> {
  const { rows } = await db.raw<{ rows: Delivery[] }>(
    `select ${columns} from registrar.deliveries where university_id = ? order by taken_at desc limit ?`,
    [universityId, limit],
  );
  return rows;
}
