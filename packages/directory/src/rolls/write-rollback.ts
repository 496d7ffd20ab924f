import type { Tx } from '@onecampus/database';
import { keepPaged } from './keep-replaced.ts';
import { restoreRecords } from './restore-records.ts';
import { dropUnusedMarks } from './write-people.ts';

const undone = `(select record_id from back_records where reason is null)`;

/**
 * Undoes a weighed run: records, identifiers and affiliations are as they were, as far as nothing was said of them since.
 * Nothing is deleted: what the run made believed is closed on the axis of belief, and what was believed before is believed
 * anew. All in the caller's transaction.
 *
 * @param dataKey CAMPUS_DATA_KEY, 32 bytes.
 */
export async function writeRollback(tx: Tx, dataKey: Uint8Array, importId: string): Promise<void> {
  await keepPaged(
    tx,
    dataKey,
    `select record_id as id from back_records where reason is null and kind <> 'affiliations'`,
    'select at from back',
    { importId },
  );
  await returnMarks(tx, async () => {
    await withdrawRecords(tx);
    await restoreRecords(tx, dataKey);
  });
  await returnIdentifiers(tx);
  await returnAffiliations(tx);
  await lookAgain(tx);
  await announceRollback(tx);
}

/** Takes back what the run brought. The number's mark goes, so that a wrong file ties nobody to anybody. */
async function withdrawRecords(tx: Tx): Promise<void> {
  await tx.raw(`
    update directory.source_records s set
      missing_since = back.at, withdrawn_at = back.at, national_number_hmac = null, version = s.version + 1, updated_at = back.at
    from back_records b cross join back
    where s.id = b.record_id and b.kind = 'withdraw' and b.reason is null`);
}

/** The marks of national numbers follow what the records say again. */
async function returnMarks(tx: Tx, restore: () => Promise<void>): Promise<void> {
  await tx.raw(`
    create temp table roll_marks_before as
    select s.national_number_hmac, s.birth_date from directory.source_records s
    where s.id in ${undone} and s.national_number_hmac is not null and s.birth_date is not null`);
  await restore();
  await tx.raw(`
    insert into directory.national_number_marks (national_number_hmac, birth_date, person_id)
    select distinct on (s.national_number_hmac, s.birth_date) s.national_number_hmac, s.birth_date, s.person_id
    from directory.source_records s
    where s.id in ${undone} and s.national_number_hmac is not null and s.birth_date is not null
    order by s.national_number_hmac, s.birth_date, s.id
    on conflict do nothing`);
  await dropUnusedMarks(tx);
}

/** Numbers and logins that the run gave stay their records' for ever, as prior ones; a login that gave way is current again. */
async function returnIdentifiers(tx: Tx): Promise<void> {
  await tx.raw(`
    update directory.identifiers i set state = 'prior'
    from back_records b, back
    where b.reason is null and i.source_record_id = b.record_id and i.state = 'current'
      and (b.kind = 'withdraw' or i.created_at = back.effective_at
           or exists (select from back_effects e where e.effect = 'identifier-made-current' and e.entity_id = i.id));

    update directory.identifiers i set state = 'current'
    from back_effects e, back_records b
    where e.effect = 'identifier-made-prior' and i.id = e.entity_id and i.state = 'prior'
      and b.record_id = i.source_record_id and b.reason is null and b.kind <> 'withdraw';`);
}

async function returnAffiliations(tx: Tx): Promise<void> {
  await tx.raw(`
    update directory.affiliations a set recorded = tstzrange(lower(a.recorded), (select at from back))
    from back_beliefs o
    where a.id = o.id and o.is_now and not o.found and o.source_record_id in ${undone};

    insert into directory.affiliations
      (id, source_record_id, person_id, university_id, scope, affiliation, org_unit, programme, valid, grace, recorded)
    select directory.new_id(), a.source_record_id, a.person_id, a.university_id, a.scope, a.affiliation, a.org_unit, a.programme, a.valid,
           a.grace, tstzrange((select at from back), null)
    from directory.affiliations a join back_beliefs c on c.id = a.id
    where c.found and not c.is_now and c.source_record_id in ${undone};`);
}

/** The matcher looks again at who says something else, and no longer at who was never there. */
async function lookAgain(tx: Tx): Promise<void> {
  await tx.raw(`
    insert into directory.match_due (source_record_id, university_id)
    select record_id, (select university_id from back) from back_records where reason is null and kind <> 'affiliations'
    on conflict (source_record_id) do nothing;`);
}

/** One line of the feed per person and kind of change, and everybody's version one higher. */
async function announceRollback(tx: Tx): Promise<void> {
  await tx.raw(`
    create temp table back_touched_people as
    select s.person_id, bool_or(b.kind <> 'affiliations') as of_person, bool_or(c.source_record_id is not null) as of_affiliation
    from back_records b
    join directory.source_records s on s.id = b.record_id
    left join (select distinct source_record_id from back_beliefs where is_now <> found) as c on c.source_record_id = b.record_id
    where b.reason is null
    group by s.person_id;
    analyze back_touched_people;

    with locked as (
      select p.id from directory.people p join back_touched_people t on t.person_id = p.id order by p.id for no key update of p
    )
    update directory.people p set version = p.version + 1, updated_at = (select at from back) from locked where p.id = locked.id;

    insert into directory.change_feed (topic, entity_id, university_id)
    select topic, t.person_id, (select university_id from back)
    from back_touched_people t
    cross join lateral (values ('person.changed', t.of_person), ('affiliation.changed', t.of_affiliation)) as news (topic, is_so)
    where is_so
    order by t.person_id, topic;`);
}
