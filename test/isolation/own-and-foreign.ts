import { type Db, transaction } from '@onecampus/database';
import type { University } from '@onecampus/directory';
import { uuidv7 } from '@onecampus/runtime';
import { arrangePerson, arrangeUniversities } from '../support/people.ts';

export interface OwnAndForeign {
  readonly own: University;
  readonly foreign: University;
}

/**
 * Two universities with a row of each in every table that row-level security guards. A table that comes to be guarded and
 * has no row here is named by the test.
 */
export async function arrangeOwnAndForeign(admin: Db): Promise<OwnAndForeign> {
  const { tpu: own, tsu: foreign } = await arrangeUniversities(admin);
  const records = { own: await arrangeRecord(admin, own), foreign: await arrangeRecord(admin, foreign) };
  for (const [mine, other] of [
    [records.own, records.foreign],
    [records.foreign, records.own],
  ] as const) {
    await arrangeRows(admin, mine, other);
  }
  return { own, foreign };
}

interface Arranged {
  readonly universityId: string;
  readonly sourceId: string;
  readonly recordId: string;
  readonly personId: string;
}

async function arrangeRecord(admin: Db, university: University): Promise<Arranged> {
  const { personId } = await arrangePerson(admin, { university, roles: ['registrar'] });
  const { rows } = await admin.raw<{ rows: Arranged[] }>(
    `select university_id as "universityId", source_id as "sourceId", id as "recordId", person_id as "personId"
     from directory.source_records where person_id = ?`,
    [personId],
  );
  return rows[0]!;
}

async function arrangeRows(admin: Db, mine: Arranged, other: Arranged): Promise<void> {
  const { universityId, sourceId, recordId, personId } = mine;
  const [groupId, mergedId, importId, tag] = [uuidv7(), uuidv7(), uuidv7(), uuidv7()];
  const statements: [string, unknown[]][] = [
    [
      `insert into directory.audit_trail (actor, action, university_id) values ('unknown', 'person.viewed', ?)`,
      [universityId],
    ],
    [
      `insert into directory.audit_links (chain, n, entry_tx, entry_id, prev, leaf, hash)
       select ?, 1, tx, id, zero, zero, sha256(convert_to(E'onecampus.audit.link.v1\\n', 'UTF8') || zero || int8send(1) || zero)
       from directory.audit_trail, decode(repeat('00', 32), 'hex') as zero order by id desc limit 1`,
      [universityId],
    ],
    [
      `insert into directory.data_keys (source_record_id, university_id, wrapped) values (?, ?, '\\x00')`,
      [recordId, universityId],
    ],
    [
      `insert into directory.source_record_versions (source_record_id, version, university_id, sealed, recorded)
       values (?, 1, ?, '\\x00', tstzrange(now() - interval '1 day', now()))`,
      [recordId, universityId],
    ],
    [
      `insert into directory.groups (id, university_id, display_name) values (?, ?, 'Readers')`,
      [groupId, universityId],
    ],
    [
      `insert into directory.group_members (group_id, university_id, source_record_id, person_id, added_by) values (?, ?, ?, ?, 'service:test')`,
      [groupId, universityId, recordId, personId],
    ],
    [
      `insert into directory.entitlements (uri, university_id, label_ru, label_en) values (?, ?, 'Читальный зал', 'Reading room')`,
      [`urn:test:${tag}`, universityId],
    ],
    [
      `insert into directory.entitlement_grants (id, uri, university_id, group_id, valid, granted_by)
       values (?, ?, ?, ?, tstzrange(now(), null), 'service:test')`,
      [uuidv7(), `urn:test:${tag}`, universityId, groupId],
    ],
    [
      `insert into directory.match_keys (key, source_record_id, university_id) values (?, ?, ?)`,
      [tag, recordId, universityId],
    ],
    [`insert into directory.match_due (source_record_id, university_id) values (?, ?)`, [recordId, universityId]],
    [
      `insert into directory.never_matches (record_a, record_b, reason, said_by)
       values (least(?::uuid, ?), greatest(?::uuid, ?), 'decided', 'service:test') on conflict do nothing`,
      [recordId, other.recordId, recordId, other.recordId],
    ],
    [
      `insert into directory.people (id, reference_id, status, merged_into)
       values (?, translate(substr(md5(?) || md5(?), 1, 26), '0189', 'abcd'), 'merged', ?)`,
      [mergedId, tag, recordId, personId],
    ],
    [
      `insert into directory.merge_events (id, kind, survivor_id, loser_id, moved_records, method, reason, decided_by)
       values (?, 'merge', ?, ?, array[?]::uuid[], 'operator', 'test', array['service:test'])`,
      [uuidv7(), personId, mergedId, recordId],
    ],
    [
      `insert into directory.record_homes (source_record_id, university_id, home_person_id) values (?, ?, ?)`,
      [recordId, universityId, mergedId],
    ],
    [
      `insert into directory.demoted_identifiers (identifier_id, university_id)
       select id, university_id from directory.identifiers where source_record_id = ? limit 1`,
      [recordId],
    ],
    [
      `insert into directory.match_terms (source_record_id, university_id, terms) values (?, ?, '{}')`,
      [recordId, universityId],
    ],
    [
      `insert into directory.people_search (university_id, rank, word, rest, source_record_id) values (?, 0, 'semenova', 'ana', ?)`,
      [universityId, recordId],
    ],
    [
      `insert into directory.disclosures (person_id, from_university_id, to_party, attributes, basis, purpose)
       values (?, ?, 'client:lms', '{displayName}', 'contract', 'sign-in')`,
      [personId, universityId],
    ],
    [
      `insert into directory.scim_users (source_record_id, university_id, user_name, user_name_normal, attributes)
       values (?, ?, 'anna', 'anna', '{"emails": [{"value": "anna@example.org"}]}')`,
      [recordId, universityId],
    ],
    [
      `insert into directory.scim_affiliations (id, source_record_id, university_id, scope, affiliation, valid)
       select ?, ?, university_id, scope, 'student', tstzrange(now(), null) from directory.university_scopes where university_id = ?`,
      [uuidv7(), recordId, universityId],
    ],
    [
      `insert into directory.erasures (id, university_id, person_id, basis, asked_by) values (?, ?, ?, 'request', 'service:test')`,
      [uuidv7(), universityId, personId],
    ],
    [
      `insert into directory.departures (id, university_id, leaves_at, announced_by) values (?, ?, now(), 'service:test')`,
      [uuidv7(), universityId],
    ],
    [
      `insert into registrar.role_requests (id, university_id, person_id, role, asked_by, expires_at)
       values (?, ?, ?, 'registrar', 'person:' || ?, now() + interval '1 day')`,
      [uuidv7(), universityId, personId, personId],
    ],
    [
      `insert into registrar.imports (id, source_id, university_id, actor) values (?, ?, ?, 'service:test')`,
      [importId, sourceId, universityId],
    ],
  ];
  statements.push(...runsAndStreams(mine, importId), ...blocks(mine));
  await transaction(admin, async (tx) => {
    for (const [statement, values] of statements) await tx.raw(statement, values as never);
  });
}

/** What the university's library does not let the person do for now, with what only its own librarians read. */
function blocks({ universityId, personId }: Arranged): [string, unknown[]][] {
  const blockId = uuidv7();
  return [
    [
      `insert into directory.patron_blocks (id, person_id, university_id, scope, kinds, public_text, set_by)
       values (?, ?, ?, 'university', '{loan}', 'x', 'service:test')`,
      [blockId, personId, universityId],
    ],
    [
      `insert into directory.patron_block_notes (block_id, university_id, private_text) values (?, ?, 'x')`,
      [blockId, universityId],
    ],
  ];
}

/** What runs of files and streams of events keep of a university. */
function runsAndStreams({ universityId, sourceId, recordId }: Arranged, importId: string): [string, unknown[]][] {
  const streamId = uuidv7();
  return [
    [
      `insert into registrar.import_changes (import_id, university_id, kind, source_key, name, fields, before, after)
       values (?, ?, 'new', '1', 'x', '[]', '[]', '[]')`,
      [importId, universityId],
    ],
    [
      `insert into registrar.import_effects (import_id, university_id, effect, entity_id) values (?, ?, 'said-again', ?)`,
      [importId, universityId, recordId],
    ],
    [
      `insert into registrar.disputes (id, university_id, source_record_id, fact, fact_id, said) values (?, ?, ?, 'name', ?, 'x')`,
      [uuidv7(), universityId, recordId, recordId],
    ],
    [
      `insert into registrar.deliveries (id, source_id, university_id, file_name, size_bytes, leased_until)
       values (?, ?, ?, 'roll.csv', 1, now())`,
      [uuidv7(), sourceId, universityId],
    ],
    [
      `insert into registrar.event_streams (id, university_id, label, audience, delivery, endpoint, position_tx, created_by)
       values (?, ?, 'library', 'https://library.example', 'push', 'https://library.example/events', '3', 'service:test')`,
      [streamId, universityId],
    ],
    [`insert into registrar.event_subjects (stream_id, subject_id, active) values (?, ?, true)`, [streamId, recordId]],
    [
      `insert into registrar.event_deliveries (stream_id, jti, subject_id, events, subject_uri, tx, happened_at)
       values (?, ?, ?, '{prov:delete}', '/Users/x', '3', now())`,
      [streamId, uuidv7(), recordId],
    ],
  ];
}

/** A question between two universities is shown to both; this one lies between two others of its own. */
export async function arrangeForeignMatch(admin: Db, foreign: University): Promise<void> {
  const [one, two] = [await arrangeRecord(admin, foreign), await arrangeRecord(admin, foreign)];
  await admin.raw(
    `insert into directory.match_requests
       (id, source_record_id, university_id, candidate_record_id, candidate_university_id, score, evidence, model_version)
     values (?, ?, ?, ?, ?, 1, '{}', 'test')`,
    [uuidv7(), one.recordId, one.universityId, two.recordId, two.universityId],
  );
}
