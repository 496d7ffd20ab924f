import type { Db } from '@onecampus/database';
import { judge, type Ledger } from './ledger.ts';

/**
 * Holds the tables against what was acknowledged and against the feed read from zero. Returns every fault, in words.
 */
export async function compare(admin: Db, ledger: Ledger): Promise<string[]> {
  const rows = async <Row>(sql: string) => (await admin.raw<{ rows: Row[] }>(sql)).rows;
  const faults: (string | undefined)[] = [];

  const rolls = await rows<{ slug: string; names: string[] }>(
    `select u.slug, array_agg(distinct r.family_name) as names
     from directory.source_records r join directory.sources s on s.id = r.source_id join directory.universities u on u.id = r.university_id
     where s.label = 'sis' group by u.slug`,
  );
  for (const { slug, names } of rolls) {
    if (names.length > 1) faults.push(`half a roll at ${slug}: ${names.join(', ')}`);
    faults.push(judge(ledger, `roll of ${slug}`, names[0]));
  }

  const users = new Map(
    (
      await rows<{ userName: string; familyName: string }>(
        `select split_part(i.value, '@', 1) as "userName", r.family_name as "familyName"
         from directory.identifiers i join directory.source_records r on r.id = i.source_record_id
         join directory.sources s on s.id = r.source_id
         where s.label = 'scim' and i.scheme = 'eppn' and i.state = 'current'`,
      )
    ).map((one) => [one.userName, one.familyName]),
  );
  for (const thing of ledger.entries.keys()) {
    if (thing.startsWith('user ')) faults.push(judge(ledger, thing, users.get(thing.slice('user '.length))));
  }

  const counted = await rows<{ what: string; n: number }>(foldedFaults);
  for (const { what, n } of counted) if (n > 0) faults.push(`${what}: ${n}`);
  return faults.filter((fault) => fault !== undefined);
}

/** What must be nobody, one line each. The feed is folded from its first row on. */
const foldedFaults = `
  with fold as (
    select f.entity_id as person_id, count(distinct f.tx) as changes
    from directory.change_feed f where f.topic in ('person.changed', 'affiliation.changed') group by f.entity_id
  )
  select 'people of whom the feed says nothing' as what,
         (select count(*)::int from directory.people p where not exists (select from fold where fold.person_id = p.id)) as n
  union all
  select 'people of the feed who are not there',
         (select count(*)::int from fold where not exists (select from directory.people p where p.id = fold.person_id))
  union all
  select 'people whose version is not the number of changes that the feed tells of',
         (select count(*)::int from directory.people p join fold on fold.person_id = p.id where p.version <> fold.changes + (
            -- A person who comes by SCIM is announced after he is there, which counts as a change of him.
            select count(*) from directory.source_records r join directory.sources s on s.id = r.source_id
            where r.person_id = p.id and s.label = 'scim'))
  union all
  select 'people without a record',
         (select count(*)::int from directory.people p
          where p.status = 'active' and not exists (select from directory.source_records r where r.person_id = p.id))
  union all
  select 'records without an affiliation or a login or number',
         (select count(*)::int from directory.source_records r
          where not exists (select from directory.affiliations a where a.source_record_id = r.id)
             or not exists (select from directory.identifiers i where i.source_record_id = r.id))
  union all
  select 'records that changed and have not every image of before',
         (select count(*)::int from directory.source_records r
          where r.version - 1 <> (select count(*) from directory.source_record_versions v where v.source_record_id = r.id))
  union all
  select 'applied runs that are not in the trail, or the other way round',
         (select abs((select count(*) from registrar.imports where state = 'applied')
                   - (select count(*) from directory.audit_trail where action = 'roll.applied'))::int)
  union all
  select 'SCIM records of which the trail says nothing',
         (select count(*)::int from directory.source_records r join directory.sources s on s.id = r.source_id
          where s.label = 'scim' and not exists (
            select from directory.audit_trail t where t.subject in ('person:' || r.person_id, 'record:' || r.id)))`;
