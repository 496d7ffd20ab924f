import type { Tx } from '@onecampus/database';

/** One line of what a roll would change. Values are codes and days; the registrar turns them into its source's own words. */
export interface RollPreviewLine {
  readonly kind: 'new' | 'changed' | 'ending';
  readonly sourceKey: string;
  readonly name: string;
  readonly fields: readonly ChangedField[];
  readonly before: readonly PreviewWindow[];
  readonly after: readonly PreviewWindow[];
}

/** A personal datum that changes. A national number is kept as a keyed hash, so of it there is nothing but that it changed. */
export interface ChangedField {
  readonly field: string;
  readonly old?: string | null;
  readonly new?: string | null;
}

export interface PreviewWindow {
  readonly affiliation: string;
  readonly orgUnit: string;
  readonly programme: string;
  /** First and last day, both inclusive, at the university; `until` is null where no end is known. */
  readonly from: string;
  readonly until: string | null;
}

const changedField = (field: string) =>
  `case when r.${field} is distinct from s.${field} then jsonb_build_object('field', '${field}', 'old', s.${field}, 'new', r.${field}) end`;

const windowsOf = (table: string, alias: string, condition: string) => `
  select source_key, jsonb_agg(jsonb_build_object('affiliation', affiliation, 'orgUnit', org_unit, 'programme', programme,
           'from', (lower(valid) at time zone (select time_zone from roll))::date,
           'until', ((upper(valid) - interval '1 microsecond') at time zone (select time_zone from roll))::date)
         order by affiliation, lower(valid)) as windows
  from ${table} ${alias} where ${condition} group by source_key`;

/**
 * Writes down everybody who is new, changes or ends, one line each, into the working set's `roll_lines`: kind, source_key,
 * name, fields, before, after. Who stays as he is has no line.
 */
export async function listRollLines(tx: Tx): Promise<void> {
  await tx.raw(`
    create temp table roll_lines as
    with lines as (
      select source_key, case when is_new then 'new' when was_live and not will_be_live then 'ending' else 'changed' end as kind
      from roll_people
      where is_new or data_changes or affiliations_change
    ), logins as (
      select i.source_key, jsonb_agg(jsonb_build_object('field', 'login', 'old', i.login_before, 'new', i.value)) as fields
      from roll_identifiers i where i.is_new and i.scheme = 'eppn' group by i.source_key
    ), ended as (${windowsOf('roll_beliefs', 'b', `b.fate <> 'keep'`)}
    ), begun as (${windowsOf('roll_affiliations', 'f', 'f.is_new')}
    )
    select lines.kind, lines.source_key,
           concat_ws(' ', coalesce(r.family_name, s.family_name), coalesce(r.given_name, s.given_name), coalesce(r.patronymic, s.patronymic)) as name,
           case when lines.kind <> 'new' then
             case when r.is_changed then (select coalesce(jsonb_agg(one) filter (where one <> 'null'), '[]') from jsonb_array_elements(jsonb_build_array(
               ${['family_name', 'given_name', 'patronymic', 'birth_date'].map(changedField).join(', ')},
               case when r.national_number_hmac is distinct from s.national_number_hmac then jsonb_build_object('field', 'national_number') end,
               ${changedField('email')})) as one) else '[]' end || coalesce(logins.fields, '[]')
           else '[]' end as fields,
           coalesce(ended.windows, '[]') as before, coalesce(begun.windows, '[]') as after
    from lines
    left join roll_records r on r.source_key = lines.source_key
    left join directory.source_records s on s.source_id = (select source_id from roll) and s.source_key = lines.source_key
    left join logins on logins.source_key = lines.source_key
    left join ended on ended.source_key = lines.source_key
    left join begun on begun.source_key = lines.source_key;`);
}

/** The first `limit` people of each kind of change, by their number. */
export async function previewRoll(tx: Tx, limit: number): Promise<RollPreviewLine[]> {
  const { rows } = await tx.raw<{ rows: RollPreviewLine[] }>(
    `select kind, source_key as "sourceKey", name, fields, before, after
     from (select *, row_number() over (partition by kind order by source_key) as place from roll_lines) as ranked
     where place <= ?
     order by kind, source_key`,
    [limit],
  );
  return rows;
}
