import type { Tx } from '@onecampus/database';
import type { PreviewWindow } from './preview-roll.ts';
import type { KeptReason } from './weigh-rollback.ts';

/** What a rollback does with one record. */
export interface RollbackLine {
  readonly kind: 'restore' | 'withdraw' | 'keep';
  readonly sourceKey: string;
  readonly name: string;
  readonly reason: KeptReason | null;
  /** Windows that are no longer, and those that are again. */
  readonly before: readonly PreviewWindow[];
  readonly after: readonly PreviewWindow[];
}

const windows = (which: string) => `
  (select coalesce(jsonb_agg(jsonb_build_object('affiliation', b.affiliation, 'orgUnit', b.org_unit, 'programme', b.programme,
            'from', (lower(b.valid) at time zone (select time_zone from back))::date,
            'until', ((upper(b.valid) - interval '1 microsecond') at time zone (select time_zone from back))::date)
          order by b.affiliation, lower(b.valid)), '[]')
   from back_beliefs b where b.source_record_id = shown.record_id and b.${which})`;

/** The first `limit` records of each kind, by their number. */
export async function previewRollback(tx: Tx, limit: number): Promise<RollbackLine[]> {
  const { rows } = await tx.raw<{ rows: RollbackLine[] }>(
    `with lines as (
       select record_id, source_key, reason,
              case when reason is not null then 'keep' when kind = 'withdraw' then 'withdraw' else 'restore' end as kind
       from back_records
     ), shown as (
       select * from (select *, row_number() over (partition by kind order by source_key) as place from lines) as ranked
       where place <= ?
     )
     select shown.kind, shown.source_key as "sourceKey", concat_ws(' ', s.family_name, s.given_name, s.patronymic) as name, shown.reason,
            ${windows('is_now and not b.found')} as before, ${windows('found and not b.is_now')} as after
     from shown join directory.source_records s on s.id = shown.record_id
     order by shown.kind, shown.source_key`,
    [limit],
  );
  return rows;
}
