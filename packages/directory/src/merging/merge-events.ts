import type { Db, Tx } from '@onecampus/database';
import type { MergeMethod, MergeOrder } from './merge-event.ts';

export interface MergeEvent {
  readonly id: string;
  readonly kind: 'merge' | 'split';
  readonly survivorId: string;
  readonly loserId: string;
  readonly movedRecords: readonly string[];
  readonly method: MergeMethod;
  readonly at: Date;
  /** A split has undone this merge. */
  readonly undone: boolean;
}

export async function insertMergeEvent(
  tx: Tx,
  event: MergeOrder & {
    readonly kind: 'merge' | 'split';
    readonly survivorId: string;
    readonly loserId: string;
    readonly movedRecords: readonly string[];
    readonly demotedIdentifiers?: readonly string[];
    readonly undoes?: string;
  },
): Promise<void> {
  await tx.raw(
    `insert into directory.merge_events
       (id, kind, survivor_id, loser_id, moved_records, demoted_identifiers, undoes, method, reason, decided_by, model_version)
     values (?, ?, ?, ?, ?::uuid[], ?::uuid[], ?, ?, ?, ?::text[], ?)`,
    [
      event.id,
      event.kind,
      event.survivorId,
      event.loserId,
      [...event.movedRecords],
      [...(event.demotedIdentifiers ?? [])],
      event.undoes ?? null,
      event.method,
      event.reason,
      [...event.decidedBy],
      event.modelVersion ?? null,
    ] as never,
  );
}

const columns = `e.id, e.kind, e.survivor_id as "survivorId", e.loser_id as "loserId", e.moved_records as "movedRecords", e.method, e.at,
  exists (select from directory.merge_events u where u.undoes = e.id) as undone`;

export async function findMergeEvent(db: Db, id: string): Promise<MergeEvent | undefined> {
  const { rows } = await db.raw<{ rows: MergeEvent[] }>(
    `select ${columns} from directory.merge_events e where e.id = ?`,
    [id],
  );
  return rows[0];
}

/** The merges that made a person what he is today, the latest first. */
export async function listLiveMerges(db: Db, personId: string): Promise<MergeEvent[]> {
  const { rows } = await db.raw<{ rows: MergeEvent[] }>(
    `select * from (
       select ${columns} from directory.merge_events e
       where e.kind = 'merge' and e.loser_id in (select directory.same_person(?))
     ) as e where not undone order by at desc, id desc`,
    [personId],
  );
  return rows;
}
