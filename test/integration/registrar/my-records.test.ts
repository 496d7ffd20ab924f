import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { University } from '@onecampus/directory';
import type { SecondProof } from '@onecampus/http';
import { askErasure } from '@onecampus/registrar/use-cases/ask-erasure';
import { decideErasure } from '@onecampus/registrar/use-cases/decide-erasure';
import request from 'supertest';
import { type FreshDatabase, freshDatabase } from '../../support/databases.ts';
import { type ArrangedPerson, arrangePerson, arrangeUniversities } from '../../support/people.ts';
import { type Served, serveRegistrar } from './served.ts';

/** The pages around the second sign-in; the sign-in itself is walked in test/browser. */
describe('linking and unlinking one’s own records', () => {
  let database: FreshDatabase;
  let served: Served;
  let [tsu, tpu]: University[] = [];
  let [first, second, boris]: ArrangedPerson[] = [];
  let proof: SecondProof | undefined;
  let about = '';
  const visit = ({ personId }: ArrangedPerson) => {
    served.visitor = { personId, name: 'Посетитель', roles: [] };
  };
  const get = (path: string) => request(served.app).get(path).set('accept', 'text/html').set('accept-language', 'ru');
  const post = (path: string, form: object = {}) =>
    request(served.app).post(path).type('form').set('accept', 'text/html').set('accept-language', 'ru').send(form);
  const confirm = '/my/records/link/confirm';
  const comeBack = (referenceId: string, binding = 'this browser') => {
    proof = { about, binding, subject: referenceId, name: 'Вторая' };
  };
  const personOfRecord = async (person: ArrangedPerson) =>
    (
      await database.admin.raw<{ rows: { id: string }[] }>(
        'select person_id as id from directory.source_records where source_key = ?',
        [person.studentNumber],
      )
    ).rows[0]!.id;

  beforeAll(async () => {
    database = await freshDatabase();
    served = await serveRegistrar(database);
    Object.assign(served.context, {
      second: {
        begin: async (_: unknown, order: { about: (binding: string) => Promise<string>; returnTo: string }) => {
          about = await order.about('this browser');
          return { redirect: `https://provider.test/auth?back=${order.returnTo}` };
        },
        proof: async () => proof,
        end: async () => {
          proof = undefined;
        },
      },
    });
    ({ tsu, tpu } = await arrangeUniversities(database.admin));
    first = await arrangePerson(database.admin, { university: tsu!, familyName: 'Первакова' });
    second = await arrangePerson(database.admin, { university: tpu!, familyName: 'Второва' });
    boris = await arrangePerson(database.admin, {
      university: tsu!,
      familyName: 'Борисов',
      validUntil: new Date('2025-08-31T00:00:00Z'),
    });
  });
  beforeEach(() => {
    proof = undefined;
    visit(first!);
  });
  afterAll(async () => {
    await served.close();
    await database.drop();
  });

  it('asks for both passwords, shows both names, and joins on a yes only', async () => {
    const begin = async () => {
      const away = await post('/my/records/link').expect(303);
      expect(away.headers['location']).toBe(`https://provider.test/auth?back=${confirm}`);
    };
    await begin();
    comeBack(second!.referenceId);
    const { text } = await get(confirm).expect(200);
    expect(text).toMatch(/Первакова[\s\S]*Второва/);
    await post(confirm, { answer: 'no' }).expect(303);
    expect(await personOfRecord(second!)).toBe(second!.personId);

    await begin();
    comeBack(second!.referenceId);
    expect((await post(confirm, { answer: 'yes' }).expect(303)).headers['location']).toBe('/my/records?done=linked');
    expect(await personOfRecord(second!)).toBe(await personOfRecord(first!));
    // The same proof a second time is none: its word was used.
    comeBack(second!.referenceId);
    await post(confirm, { answer: 'yes' }).expect(409);
    expect((await get('/my')).text).toMatch(/Второва[\s\S]*Первакова|Первакова[\s\S]*Второва/);
  });

  it('joins nobody without a second sign-in, in another browser, or with the same account', async () => {
    expect((await get(confirm).expect(200)).text).toContain('Объединить не получилось');
    await post(confirm, { answer: 'yes' }).expect(409);
    await post('/my/records/link');
    comeBack(boris!.referenceId, 'another browser');
    await post(confirm, { answer: 'yes' }).expect(409);
    expect(await personOfRecord(boris!)).toBe(boris!.personId);
    await post('/my/records/link');
    comeBack(first!.referenceId);
    expect((await get(confirm).expect(303)).headers['location']).toBe('/my/records?done=same');
  });

  it('parts what was joined, exactly and by the person alone', async () => {
    const page = (await get('/my/records').expect(200)).text;
    expect(page).toContain('Вы сами вошли под обеими учётными записями');
    const unlink = /href="(\/my\/records\/unlink\/[^"]+)"/.exec(page)![1]!;
    expect((await get(unlink).expect(200)).text).toContain('вернутся туда, где были');
    visit(boris!);
    await get(unlink).expect(404);
    await post(unlink).expect(404);
    expect(await personOfRecord(second!)).toBe(await personOfRecord(first!));
    visit(second!);
    await post(unlink).expect(303);
    expect([await personOfRecord(first!), await personOfRecord(second!)]).toEqual([first!.personId, second!.personId]);
    await post(unlink).expect(404);
  });

  it('asks a university to erase what it no longer needs, and no other one', async () => {
    const asked = async () =>
      (await database.admin.raw<{ rows: { person_id: string }[] }>('select person_id from directory.erasures')).rows;
    expect((await get('/my/records')).text).toContain('сейчас учитесь или работаете');
    await post('/my/records/erase/tsu').expect(404);
    visit(boris!);
    await get('/my/records/erase/tpu').expect(404);
    expect((await get('/my/records')).text).toContain('/my/records/erase/tsu');
    expect((await get('/my/records/erase/tsu').expect(200)).text).toContain('Вернуть их не сможет никто');
    expect(await asked()).toEqual([]);
    await post('/my/records/erase/tsu').expect(303);
    expect(await asked()).toEqual([{ person_id: boris!.personId }]);
    const again = await post('/my/records/erase/tsu').expect(303);
    expect(again.headers['location']).toBe('/my/records?done=erasure-waits');
  });

  it('an erased person sees nothing, and his disputes keep none of his words', async () => {
    visit(second!);
    const { rows } = await database.admin.raw<{ rows: { id: string }[] }>(
      'select id from directory.source_records where source_key = ?',
      [second!.studentNumber],
    );
    await post('/my/disputes', { fact: 'name', id: rows[0]!.id, said: 'Моя фамилия другая' }).expect(303);
    const [erasure] = await askErasure(served.context, {
      by: 'service:test',
      personId: second!.personId,
      basis: 'request',
    });
    await decideErasure(served.context, { by: 'service:other', erasureId: erasure!.id, decision: 'erase' });
    for (const path of ['/my', '/my/disputes', '/my/records']) await get(path).expect(404);
    await get('/my/copy.json').expect(404);
    const left = await database.admin.raw<{ rows: { said: string | null }[] }>('select said from registrar.disputes');
    expect(left.rows).toEqual([{ said: null }]);
  });
});
