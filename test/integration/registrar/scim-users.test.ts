import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { acrossUniversities } from '@onecampus/directory';
import request from 'supertest';
import { arrangePerson } from '../../support/people.ts';
import { campusUrn, enterpriseUrn, openScim, type Scim, user } from './scim.ts';

interface Row {
  [column: string]: unknown;
}

describe('SCIM Users', () => {
  let scim: Scim;
  const look = async (sql: string, ...values: unknown[]): Promise<Row[]> =>
    (await scim.database.admin.raw<{ rows: Row[] }>(sql, values as never)).rows;
  const windows = (id: string) =>
    look(
      `select affiliation, upper_inf(valid) as open, grace::text from directory.affiliations
       where source_record_id = ? and upper_inf(recorded) order by valid`,
      id,
    );
  beforeAll(async () => {
    scim = await openScim();
  });
  afterAll(() => scim.close());

  it('makes a person with a login, an affiliation, lines of the feed and a place in the matcher’s queue', async () => {
    const { status, body, headers } = await scim.call('POST', '/Users', user('Anna', { externalId: 'e-1' }));
    expect(status).toBe(201);
    expect(headers['location']).toBe(`http://registrar.test/scim/v2/tsu/Users/${body.id}`);
    expect(headers['content-type']).toMatch(/^application\/scim\+json/);
    expect(body).toMatchObject({
      userName: 'Anna',
      [campusUrn]: {
        eduPersonPrincipalName: 'anna@tsu.ru',
        eduPersonScopedAffiliation: ['student@tsu.ru', 'member@tsu.ru'],
      },
      meta: { resourceType: 'User', location: headers['location'], version: headers['etag'] },
    });
    const [record] = await look(
      `select r.*, s.label, exists (select from directory.match_due d where d.source_record_id = r.id) as due,
              array(select topic from directory.change_feed f where f.entity_id = r.person_id order by topic) as topics,
              (select count(*)::int from directory.audit_trail t where t.subject = 'person:' || r.person_id) as audited
       from directory.source_records r join directory.sources s on s.id = r.source_id where r.id = ?`,
      body.id,
    );
    expect(record).toMatchObject({
      label: 'scim',
      source_key: 'e-1',
      family_name: 'Ёлкина',
      patronymic: 'Петровна',
      email: 'Anna@tsu.ru',
      due: true,
      topics: ['affiliation.changed', 'person.changed'],
      audited: 1,
    });
    expect(record!['name_key']).toEqual(expect.any(String));
    expect(JSON.stringify(body)).not.toContain(String(record!['person_id']));
  });

  it('ends affiliations when active becomes false, keeps what was, and opens them again', async () => {
    const { body } = await scim.call('POST', '/Users', user('boris'));
    await scim.patch(`/Users/${body.id}`, { op: 'replace', path: 'active', value: false });
    expect(await windows(body.id)).toEqual([{ affiliation: 'student', open: false, grace: '00:00:00' }]);
    await scim.patch(`/Users/${body.id}`, { op: 'replace', path: 'active', value: false });
    await scim.patch(`/Users/${body.id}`, { op: 'replace', path: 'active', value: true });
    expect(await windows(body.id)).toMatchObject([{ open: false }, { open: true }]);
    const [{ n } = {}] = await look(
      'select count(*)::int as n from directory.affiliations where source_record_id = ?',
      body.id,
    );
    expect(n).toBe(3);
  });

  it('knows the same human of another university by national number and birth date, and says nothing of it', async () => {
    const number = { [campusUrn]: { nationalNumber: '900-000-011 84', birthDate: '2001-02-03' } };
    const here = await scim.call('POST', '/Users', user('viktor', number));
    expect(here.status).toBe(201);
    expect(JSON.stringify(here.body)).not.toMatch(/900.?000|nationalNumber/);
    const again = await scim.foreign('POST', '/Users', user('v.petrov', number));
    expect(again.status).toBe(201);
    expect(again.body.id).not.toBe(here.body.id);
    const rows = await look(
      'select person_id from directory.source_records where id in (?, ?)',
      here.body.id,
      again.body.id,
    );
    expect(rows[0]).toEqual(rows[1]);
    // A corrected number gives its mark up.
    const other = { [campusUrn]: { nationalNumber: '900-000-022 87', birthDate: '2001-02-03' } };
    const marks = async () => (await look('select 1 from directory.national_number_marks')).length;
    await scim.call('PUT', `/Users/${here.body.id}`, user('viktor', other));
    expect(await marks()).toBe(2);
    await scim.foreign('PUT', `/Users/${again.body.id}`, user('v.petrov', other));
    expect(await marks()).toBe(1);
  });

  it('knows whom another system of the university knows by the same login and name, and nobody by a login alone', async () => {
    const known = async (login: string) => {
      const { personId } = await arrangePerson(scim.database.admin, { university: scim.tsu, login });
      await scim.database.admin.raw(
        `update directory.source_records set name_key = (select name_key from directory.source_records where source_key = 'e-1') where person_id = ?`,
        [personId],
      );
      return personId;
    };
    const personId = await known('lev');
    const { status, body } = await scim.call('POST', '/Users', user('lev'));
    expect([status, body[campusUrn].eduPersonPrincipalName]).toEqual([201, 'lev@tsu.ru']);
    expect(await look('select person_id from directory.source_records where id = ?', body.id)).toEqual([
      { person_id: personId },
    ]);
    await known('mark');
    const stranger = await scim.call('POST', '/Users', user('mark', { name: { familyName: 'Сидоров' } }));
    expect([stranger.status, stranger.body.scimType]).toEqual([409, 'uniqueness']);
    const younger = await scim.call('POST', '/Users', user('mark', { [campusUrn]: { birthDate: '2006-01-01' } }));
    expect(younger.status).toBe(409);
  });

  it('follows userType where nothing else is said', async () => {
    const { body } = await scim.call('POST', '/Users', user('galina', { userType: 'Student' }));
    await scim.patch(`/Users/${body.id}`, { op: 'replace', path: 'userType', value: 'преподаватель' });
    expect(await windows(body.id)).toMatchObject([
      { affiliation: 'student', open: false },
      { affiliation: 'faculty', open: true },
    ]);
    const plain = await scim.call('POST', '/Users', user('dina', { userType: 'Robot' }));
    expect(await windows(plain.body.id)).toEqual([]);
  });

  it('gives numbers and logins to nobody else, and keeps old logins', async () => {
    const numbers = { [enterpriseUrn]: { employeeNumber: 'E7' }, [campusUrn]: { studentNumber: 'S7' } };
    const { body } = await scim.call('POST', '/Users', user('elena', numbers));
    const clash = await scim.call('POST', '/Users', user('fedor', numbers));
    expect([clash.status, clash.body.scimType]).toEqual([409, 'uniqueness']);
    await scim.patch(`/Users/${body.id}`, { op: 'replace', path: 'userName', value: 'elena.new' });
    expect(
      await look(
        `select scheme, value, state from directory.identifiers where source_record_id = ? order by scheme, state, value`,
        body.id,
      ),
    ).toEqual([
      { scheme: 'employee_number', value: 'E7', state: 'current' },
      { scheme: 'eppn', value: 'elena.new@tsu.ru', state: 'current' },
      { scheme: 'eppn', value: 'elena@tsu.ru', state: 'prior' },
      { scheme: 'student_number', value: 'S7', state: 'current' },
    ]);
    expect((await scim.call('POST', '/Users', user('elena'))).status).toBe(409);
  });

  it('keeps what a record said before each change, sealed', async () => {
    const { body } = await scim.call('POST', '/Users', user('zoya'));
    await scim.patch(`/Users/${body.id}`, { op: 'replace', path: 'name.familyName', value: 'Иванова' });
    await scim.patch(`/Users/${body.id}`, { op: 'replace', path: 'name.familyName', value: 'Иванова' });
    const rows = await look(
      'select version::int from directory.source_record_versions where source_record_id = ?',
      body.id,
    );
    expect(rows).toEqual([{ version: 1 }]);
    expect((await scim.call('GET', `/Users/${body.id}`)).headers['etag']).toBe('W/"2"');
  });

  it('deletes for the client and forgets nothing; the userName comes back with its own record only', async () => {
    const { body } = await scim.call('POST', '/Users', user('ivan', { externalId: 'e-ivan' }));
    expect((await scim.call('DELETE', `/Users/${body.id}`)).status).toBe(204);
    expect((await scim.call('GET', `/Users/${body.id}`)).status).toBe(404);
    expect((await scim.call('DELETE', `/Users/${body.id}`)).status).toBe(404);
    expect(await windows(body.id)).toMatchObject([{ open: false }]);
    const stranger = await scim.call('POST', '/Users', user('ivan', { externalId: 'e-other' }));
    expect([stranger.status, stranger.body.scimType]).toEqual([409, 'uniqueness']);
    const back = await scim.call('POST', '/Users', user('ivan', { externalId: 'e-ivan' }));
    expect([back.status, back.body.id]).toEqual([201, body.id]);
    expect(await windows(body.id)).toMatchObject([{ open: false }, { open: true }]);
  });

  it('are no source that a file can be sent to, for it would end everybody', async () => {
    const refused = await request(scim.served.app)
      .post('/api/v1/universities/tsu/sources/scim/imports')
      .set({ authorization: await scim.served.authorization('people.write'), 'content-type': 'text/csv' })
      .send('Номер;Фамилия;Категория\r\n1;Иванов;студент\r\n');
    expect([refused.status, refused.body.code]).toEqual([409, 'source.fed_by_scim']);
  });

  it('is erased together with its record', async () => {
    const { body } = await scim.call('POST', '/Users', user('kira'));
    await acrossUniversities(scim.served.context.db, (tx) =>
      tx.raw('update directory.source_records set erased_at = now(), family_name = null where id = ?', [body.id]),
    );
    expect((await scim.call('GET', `/Users/${body.id}`)).status).toBe(404);
    expect(await look(`select 1 from directory.scim_user_emails where value_normal = 'kira@tsu.ru'`)).toEqual([]);
  });
});
