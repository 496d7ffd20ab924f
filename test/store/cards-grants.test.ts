import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Db } from '@onecampus/database';
import { type FreshDatabase, freshDatabase } from '../support/databases.ts';
import { arrangePerson, arrangeUniversities } from '../support/people.ts';

/** SQLSTATE insufficient_privilege: said by Postgres itself, whatever a program wishes. */
const refusedByPostgres = { cause: { code: '42501' } };

describe('the role of the card issuer', () => {
  let database: FreshDatabase;
  let issuer: Db;
  beforeAll(async () => {
    database = await freshDatabase();
    issuer = database.as('card-issuer');
    const { tpu } = await arrangeUniversities(database.admin);
    await arrangePerson(database.admin, { university: tpu });
  });
  afterAll(() => database.drop());

  it.each([
    ['write a person', `insert into directory.people (id, reference_id) values (gen_random_uuid(), 'a')`],
    ['change a person', `update directory.people set status = 'erased'`],
    ['change a source record', `update directory.source_records set family_name = 'x'`],
    ['give an identifier', `update directory.identifiers set value = 'x'`],
    ['lengthen an affiliation', `update directory.affiliations set valid = tstzrange(now(), null)`],
    ['grant a role', `update directory.staff_roles set revoked_at = null`],
    ['read the mark of a national number', `select national_number_hmac from directory.source_records`],
    ['read an e-mail address', `select email from directory.source_records`],
    ['tell an event that did not happen', `insert into directory.card_events select * from directory.card_events`],
    ['change an event', `update directory.card_events set actor = 'unknown'`],
    ['delete a card', `delete from directory.cards`],
    ['empty the cards', `truncate directory.cards cascade`],
    ['delete a credential', `delete from directory.credentials`],
    [
      'allow itself another move',
      `insert into directory.card_state_changes (from_state, to_state) values ('stolen', 'active')`,
    ],
    ['switch the triggers off', `alter table directory.cards disable trigger all`],
    ['play a replica', `set session_replication_role = replica`],
    ['change the audit trail', `update directory.audit_trail set actor = 'unknown'`],
    ['take back news', `delete from directory.change_feed`],
    ['become the owner', `set role campus_directory_owner`],
  ])('cannot %s', async (_, statement) => {
    await expect(issuer.raw(statement)).rejects.toMatchObject(refusedByPostgres);
  });

  it('reads what the desk compares with the document', async () => {
    const { rows } = await issuer.raw<{ rows: unknown[] }>(
      'select family_name, birth_date from directory.source_records limit 1',
    );
    expect(rows).toHaveLength(1);
  });

  it.each(['registrar', 'identity-provider', 'access-checker'] as const)('is not that of %s', async (service) => {
    const other = database.as(service);
    await expect(other.raw(`update directory.cards set state = 'active'`)).rejects.toMatchObject(refusedByPostgres);
    await expect(other.raw('select * from card_issuer.idempotency_keys')).rejects.toMatchObject(refusedByPostgres);
  });
});
