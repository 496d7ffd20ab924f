import type { Tx } from '@onecampus/database';

/** Why a record stays as it is: something was said of it after the run, and that counts. */
export type KeptReason = 'erased' | 'changed-since' | 'affiliations-changed-since' | 'login-changed-since';

/** What a rollback comes to, in records of the source. */
export interface RollbackCounts {
  /** Say again what they said before the run. */
  readonly restored: number;
  /** Were brought by the run and are nobody's until they are said again. */
  readonly withdrawn: number;
  /** Changed since the run, and therefore left as they are. */
  readonly kept: number;
}

/**
 * Finds what the run touched, locks it, and says of each record whether it can be undone. What was changed since by runs
 * that are themselves undone does not count as changed.
 */
export async function weighRollback(tx: Tx): Promise<RollbackCounts> {
  await listTouched(tx);
  await listBeliefsOfRun(tx);
  await listLaterChanges(tx);
  await tx.raw(`
    create temp table back_records as
    select s.id as record_id, s.source_key, s.person_id, v.version as version_before,
           case when s.created_at = back.effective_at or again.entity_id is not null then 'withdraw'
                when v.version is not null then 'restore' else 'affiliations' end as kind,
           case when s.erased_at is not null then 'erased'
                when (v.version is not null or s.created_at = back.effective_at) and said.version > coalesce(v.version, 0) then 'changed-since'
                when later.source_record_id is not null then 'affiliations-changed-since'
                when logins.source_record_id is not null then 'login-changed-since' end as reason
    from back_touched t
    join directory.source_records s on s.id = t.record_id
    cross join back
    left join directory.source_record_versions v on v.source_record_id = s.id and v.replaced_by_import = back.import_id
    left join back_effects again on again.effect = 'said-again' and again.entity_id = s.id
    left join back_said said on said.source_record_id = s.id
    left join back_later later on later.source_record_id = s.id
    left join back_logins_taken logins on logins.source_record_id = s.id;
    create index on back_records (record_id);
    analyze back_records;`);
  const { rows } = await tx.raw<{ rows: RollbackCounts[] }>(`
    select count(*) filter (where reason is null and kind <> 'withdraw')::int as restored,
           count(*) filter (where reason is null and kind = 'withdraw')::int as withdrawn,
           count(reason)::int as kept
    from back_records`);
  return rows[0]!;
}

async function listTouched(tx: Tx): Promise<void> {
  await tx.raw(`
    create temp table back_touched as
    select s.id as record_id from directory.source_records s, back where s.source_id = back.source_id and s.created_at = back.effective_at
    union
    select v.source_record_id from directory.source_record_versions v, back where v.replaced_by_import = back.import_id
    union
    select a.source_record_id
    from back, directory.affiliations a join directory.source_records s on s.id = a.source_record_id
    where s.source_id = back.source_id and (lower(a.recorded) = back.effective_at or upper(a.recorded) = back.effective_at);
    analyze back_touched;
    -- Nobody else changes them until this transaction has decided.
    create temp table back_locked as
    select s.id from directory.source_records s where s.id in (select record_id from back_touched) order by s.id for update;`);
}

/** The beliefs about the touched: as the run found them, as it left them, and now. */
async function listBeliefsOfRun(tx: Tx): Promise<void> {
  await tx.raw(`
    create temp table back_beliefs as
    select a.source_record_id, a.affiliation, coalesce(a.org_unit, '') as org_unit, coalesce(a.programme, '') as programme, a.valid, a.grace,
           (array_agg(a.id order by lower(a.recorded) desc))[1] as id,
           bool_or(lower(a.recorded) < back.effective_at and (upper_inf(a.recorded) or upper(a.recorded) >= back.effective_at)) as found,
           bool_or(a.recorded @> back.effective_at) as left_so,
           bool_or(upper_inf(a.recorded)) as is_now
    from directory.affiliations a join back_touched t on t.record_id = a.source_record_id cross join back
    group by 1, 2, 3, 4, 5, 6;
    create temp table back_later as select distinct source_record_id from back_beliefs where is_now <> left_so;
    analyze back_beliefs;`);
}

async function listLaterChanges(tx: Tx): Promise<void> {
  await tx.raw(`
    create temp table back_said as
    select v.source_record_id, max(v.version) as version
    from directory.source_record_versions v
    where v.source_record_id in (select record_id from back_touched)
      and (v.replaced_by_import in (select import_id from back_undone)) is not true
    group by v.source_record_id;

    create temp table back_logins_taken as
    select distinct mine.source_record_id
    from back_effects e
    join directory.identifiers mine on mine.id = e.entity_id
    join directory.identifiers theirs on theirs.person_id = mine.person_id and theirs.scope = mine.scope and theirs.scheme = 'eppn'
     and theirs.state = 'current' and theirs.id <> mine.id
    cross join back
    where mine.scheme = 'eppn' and e.effect = 'identifier-made-prior' and theirs.created_at <> back.effective_at
      and not exists (select from back_effects came where came.effect = 'identifier-made-current' and came.entity_id = theirs.id);
    analyze back_said;`);
}
