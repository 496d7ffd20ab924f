import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { transaction } from '@onecampus/database';
import { listOrcids, listPersonalUniqueCodes, type University } from '@onecampus/directory';
import { indexNames } from '@onecampus/registrar/use-cases/index-names';
import { saveSource } from '@onecampus/registrar/use-cases/save-source';
import request from 'supertest';
import { type FreshDatabase, freshDatabase } from '../../support/databases.ts';
import { arrangePerson, arrangeUniversities } from '../../support/people.ts';
import { bring, openOffice, personOf, roll, student } from './registry.ts';
import { type Served, serveRegistrar } from './served.ts';

describe('people of one university', () => {
  let database: FreshDatabase;
  let served: Served;
  let tpu: University;
  let tsu: University;
  let read: string;
  const get = (path: string, as = read) =>
    request(served.app).get(`/api/v1/universities/${path}`).set('authorization', as);
  const trail = async (action: string) => {
    const { rows } = await database.admin.raw<{
      rows: { subject: string | null; university: string; details: unknown }[];
    }>(`select subject, university_id as university, details from directory.audit_trail where action = ? order by id`, [
      action,
    ]);
    return rows;
  };

  beforeAll(async () => {
    database = await freshDatabase();
    served = await serveRegistrar(database);
    ({ tpu, tsu } = await arrangeUniversities(database.admin));
    read = await served.authorization('people.read');
  });
  afterAll(async () => {
    await served.close();
    await database.drop();
  });

  it('are searched with people.read, page by page, and the trail tells how many and not whom', async () => {
    for (let n = 0; n < 3; n += 1)
      await arrangePerson(database.admin, { university: tpu, familyName: `Берёзкин${'аов'[n]}` });
    await arrangePerson(database.admin, { university: tsu, familyName: 'Берёзкин' });
    await indexNames(served.context);
    await get('tpu/people?q=x', await served.authorization('people.write')).expect(403);
    const first = await get(`tpu/people?limit=2&q=${encodeURIComponent('Berezkin')}`).expect(200);
    expect(first.body).toMatchObject({ near: false, people: [{}, {}] });
    const second = await get(`tpu/people?limit=2&q=Berezkin&cursor=${first.body.next}`).expect(200);
    expect(second.body.people).toHaveLength(1);
    expect(second.body).not.toHaveProperty('next');
    await get('tpu/people?q=Berezkin&cursor=bm90aGluZw').expect(400);
    const madeUp = Buffer.from(JSON.stringify([0, '\u0000', 'x', randomUUID()])).toString('base64url');
    await get(`tpu/people?q=Berezkin&cursor=${madeUp}`).expect(400);
    await get('tpu/people?q=').expect(400);
    await get(`tpu/people?q=${encodeURIComponent('\u0000%_\u202e😀')}`).expect(200, { people: [], near: false });
    expect((await trail('person.searched')).map((one) => [one.university, one.details])).toEqual([
      [tpu.id, { found: 2 }],
      [tpu.id, { found: 1 }],
      [tpu.id, { found: 0 }],
    ]);
  });

  it('are opened with what the university itself said, its past included, and each look is on record', async () => {
    const office = await openOffice(served.context, tpu, 'Деканат');
    await bring(office, roll([student('5001', { Фамилия: 'Девичья' })]));
    await bring(office, roll([student('5001', { Фамилия: 'Замужняя' })]));
    const { personId } = (await personOf(database.admin, tpu, '5001'))!;
    const { body } = await get(`tpu/people/${personId}`).expect(200);
    expect(body).toMatchObject({
      personId,
      records: [{ familyName: 'Замужняя', sourceKey: '5001', source: 'Деканат', version: 2 }],
      personalUniqueCodes: [{ value: 'urn:schac:personalUniqueCode:int:esi:tpu.ru:5001', derived: true }],
      affiliations: [{ affiliation: 'student', scope: 'tpu.ru', recordedUntil: null }],
      groups: [],
      entitlements: [],
      roles: [],
    });
    expect(body.identifiers).toEqual(
      expect.arrayContaining([expect.objectContaining({ scheme: 'eppn', value: 'u5001@tpu.ru', state: 'current' })]),
    );
    expect(await trail('person.viewed')).toMatchObject([{ subject: `person:${personId}`, university: tpu.id }]);
  });

  it('do not exist for a university that has no record of them, and who else knows them is not told', async () => {
    const { personId } = await arrangePerson(database.admin, { university: tpu, familyName: 'Общий' });
    await get(`tsu/people/${personId}`).expect(404);
    await addRecord(personId, tsu);
    const { body } = await get(`tsu/people/${personId}`).expect(200);
    expect(body.records).toHaveLength(1);
    expect(JSON.stringify(body)).not.toContain('Общий');
    expect(JSON.stringify(body)).not.toContain('tpu');
  });

  it('were what they were, as it was known then: a correction made later answers for later only', async () => {
    const { personId } = await arrangePerson(database.admin, {
      university: tpu,
      validFrom: new Date('2025-09-01T00:00:00+07:00'),
    });
    await database.admin.raw(
      `update directory.affiliations set recorded = tstzrange('2025-09-01 00:00+07', '2026-04-10 12:00+07') where person_id = ?`,
      [personId],
    );
    // On 10 April it becomes known that he had left on 1 March.
    await database.admin.raw(
      `insert into directory.affiliations (id, source_record_id, person_id, university_id, scope, affiliation, valid, recorded)
       select gen_random_uuid(), source_record_id, person_id, university_id, scope, affiliation,
              tstzrange('2025-09-01 00:00+07', '2026-03-01 00:00+07'), tstzrange('2026-04-10 12:00+07', null)
       from directory.affiliations where person_id = ?`,
      [personId],
    );
    const asKnown = async (query: string) =>
      (await get(`tpu/people/${personId}?${query}`).expect(200)).body.asKnown.map(
        (one: { affiliation: string }) => one.affiliation,
      );
    const third = `valid_at=${encodeURIComponent('2026-03-03T12:00:00+07:00')}`;
    expect(await asKnown(`${third}&known_at=2026-03-03T12:00:00Z`)).toEqual(['student']);
    expect(await asKnown(`${third}&known_at=2026-04-10T04:59:59Z`)).toEqual(['student']);
    expect(await asKnown(`${third}&known_at=2026-04-10T05:00:00Z`)).toEqual([]);
    expect(await asKnown(third)).toEqual([]);
    expect(await asKnown('valid_at=2026-02-28T16:59:59Z')).toEqual(['student']);
    expect(await asKnown('valid_at=2026-02-28T17:00:00Z')).toEqual([]);
    const plain = await get(`tpu/people/${personId}`).expect(200);
    expect(plain.body).not.toHaveProperty('asKnown');
    expect(plain.body.affiliations.map((one: { recordedUntil: string | null }) => one.recordedUntil)).toEqual([
      null,
      '2026-04-10T05:00:00.000Z',
    ]);
    await get(`tpu/people/${personId}?valid_at=yesterday`).expect(400);
  });

  it('have the ESI that the university states, or else the one of their number, only while they study there', async () => {
    const stated = await arrangePerson(database.admin, { university: tpu });
    await addIdentifier(stated.personId, 'esi', 'urn:schac:personalUniqueCode:int:esi:ru:77');
    await addIdentifier(stated.personId, 'orcid', 'https://orcid.org/0000-0002-1825-0097');
    const left = await arrangePerson(database.admin, { university: tpu, validUntil: new Date('2025-07-01T00:00:00Z') });
    const staff = await arrangePerson(database.admin, { university: tpu, affiliation: 'staff' });
    const codes = async (personId: string) =>
      (await get(`tpu/people/${personId}`).expect(200)).body.personalUniqueCodes;
    expect(await codes(stated.personId)).toEqual([
      { universityId: tpu.id, value: 'urn:schac:personalUniqueCode:int:esi:ru:77', derived: false },
    ]);
    // The identity provider reads the same with its own rights.
    const provider = database.as('identity-provider');
    expect(await listPersonalUniqueCodes(provider, stated.personId)).toHaveLength(1);
    expect(await listOrcids(provider, stated.personId)).toEqual(['https://orcid.org/0000-0002-1825-0097']);
    expect(await codes(left.personId)).toEqual([]);
    expect(await codes(staff.personId)).toEqual([]);
  });

  async function addRecord(personId: string, university: University): Promise<void> {
    const source = await saveSource(served.context, { by: 'service:test', university: university.slug, label: 'HR' });
    await database.admin.raw(
      `insert into directory.source_records (id, source_id, university_id, source_key, person_id, family_name)
       values (gen_random_uuid(), ?, ?, 'hr-1', ?, 'Здешний')`,
      [source.id, university.id, personId],
    );
  }

  function addIdentifier(personId: string, scheme: string, value: string): Promise<unknown> {
    return transaction(database.admin, (tx) =>
      tx.raw(
        `insert into directory.identifiers (id, person_id, source_record_id, university_id, scheme, scope, value, value_normal)
         select gen_random_uuid(), person_id, id, university_id, ?, 'tpu.ru', ?, lower(?) from directory.source_records where person_id = ?`,
        [scheme, value, value, personId],
      ),
    );
  }
});
