import type { Tx } from '@onecampus/database';

/** One line of a preview. Values are codes and days; the registrar turns them into its source's own words. */
export interface RollPreviewLine {
  readonly kind: 'new' | 'changed' | 'ending';
  readonly sourceKey: string;
  readonly name: string;
  /** Names of the personal data that change. */
  readonly fields: readonly string[];
  readonly before: readonly PreviewWindow[];
  readonly after: readonly PreviewWindow[];
}

export interface PreviewWindow {
  readonly affiliation: string;
  readonly orgUnit: string;
  readonly programme: string;
  /** First and last day, both inclusive, at the university; `until` is null where no end is known. */
  readonly from: string;
  readonly until: string | null;
}

/** The first `limit` people of each kind of change, by their number. */
export async function previewRoll(tx: Tx, limit: number): Promise<RollPreviewLine[]> {
  const { rows } = await tx.raw<{ rows: RollPreviewLine[] }>(
    `with lines as (
       select source_key, case when is_new then 'new' when was_live and not will_be_live then 'ending' else 'changed' end as kind
       from roll_people
       where is_new or data_changes or affiliations_change
     ), shown as (
       select * from (select *, row_number() over (partition by kind order by source_key) as place from lines) as ranked
       where place <= ?
     )
     select shown.kind, shown.source_key as "sourceKey",
            concat_ws(' ', coalesce(r.family_name, s.family_name), coalesce(r.given_name, s.given_name), coalesce(r.patronymic, s.patronymic)) as name,
            case when r.is_changed then array_remove(array[
              case when r.family_name is distinct from s.family_name then 'family_name' end,
              case when r.given_name is distinct from s.given_name then 'given_name' end,
              case when r.patronymic is distinct from s.patronymic then 'patronymic' end,
              case when r.birth_date is distinct from s.birth_date then 'birth_date' end,
              case when r.national_number_hmac is distinct from s.national_number_hmac then 'national_number' end,
              case when r.email is distinct from s.email then 'email' end], null) else '{}' end
            || case when not shown.kind = 'new' and exists (
                 select from roll_identifiers i where i.source_key = shown.source_key and i.is_new and i.scheme = 'eppn')
               then array['login'] else '{}' end as fields,
            (select coalesce(json_agg(json_build_object('affiliation', b.affiliation, 'orgUnit', b.org_unit, 'programme', b.programme,
                'from', (lower(b.valid) at time zone (select time_zone from roll))::date,
                'until', ((upper(b.valid) - interval '1 microsecond') at time zone (select time_zone from roll))::date) order by b.affiliation, lower(b.valid)), '[]')
             from roll_beliefs b where b.source_key = shown.source_key and b.fate <> 'keep') as before,
            (select coalesce(json_agg(json_build_object('affiliation', f.affiliation, 'orgUnit', f.org_unit, 'programme', f.programme,
                'from', (lower(f.valid) at time zone (select time_zone from roll))::date,
                'until', ((upper(f.valid) - interval '1 microsecond') at time zone (select time_zone from roll))::date) order by f.affiliation, lower(f.valid)), '[]')
             from roll_affiliations f where f.source_key = shown.source_key and f.is_new) as after
     from shown
     left join roll_records r on r.source_key = shown.source_key
     left join directory.source_records s on s.source_id = (select source_id from roll) and s.source_key = shown.source_key
     order by shown.kind, shown.source_key`,
    [limit],
  );
  return rows;
}
