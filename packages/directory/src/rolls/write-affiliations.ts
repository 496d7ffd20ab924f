import type { Tx } from '@onecampus/database';

/**
 * Records the new beliefs. Nothing is deleted: what is no longer believed is closed on the axis of belief, so that "who was a
 * student on 3 March, as we knew it then" stays a query. What ended without having been announced ends now; what was to
 * begin later and vanished never was.
 */
export async function writeAffiliations(tx: Tx): Promise<void> {
  await tx.raw(`
    update directory.affiliations a set recorded = tstzrange(lower(a.recorded), (select at from roll))
    from roll_beliefs b
    where b.id = a.id and b.fate <> 'keep';

    insert into directory.affiliations
      (id, source_record_id, person_id, university_id, scope, affiliation, org_unit, programme, valid, grace, recorded)
    select directory.new_id(), b.source_record_id, b.person_id, (select university_id from roll), b.scope, b.affiliation,
           nullif(b.org_unit, ''), nullif(b.programme, ''), tstzrange(lower(b.valid), (select at from roll)), b.grace,
           tstzrange((select at from roll), null)
    from roll_beliefs b
    where b.fate = 'end' and lower(b.valid) < (select at from roll);

    insert into directory.affiliations
      (id, source_record_id, person_id, university_id, scope, affiliation, org_unit, programme, valid, grace, recorded)
    select directory.new_id(), r.record_id, r.person_id, (select university_id from roll), (select scope from roll), f.affiliation,
           nullif(f.org_unit, ''), nullif(f.programme, ''), f.valid, f.grace, tstzrange((select at from roll), null)
    from roll_affiliations f join roll_records r using (source_key)
    where f.is_new
    order by r.record_id;`);
}
