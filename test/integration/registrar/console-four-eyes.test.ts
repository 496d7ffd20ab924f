import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { University } from '@onecampus/directory';
import { uuidv7 } from '@onecampus/runtime';
import { type FreshDatabase, freshDatabase } from '../../support/databases.ts';
import { type ArrangedPerson, arrangePerson, arrangeUniversities } from '../../support/people.ts';
import { type ConsoleVisitor, consoleVisitor } from './console-visitor.ts';
import { type Served, serveRegistrar } from './served.ts';

const evidence = {
  ...{ nationalNumber: 'missing', document: 'missing', orcid: 'missing', email: 'different', phone: 'missing' },
  ...{ birthDate: 'swapped_day_month', family: 'equal', given: 'diminutive', patronymic: 'missing' },
  ...{ nameOrder: 'same', alphabet: 'same', sex: 'missing', source: 'other' },
};

describe('what takes two people at the console', () => {
  let database: FreshDatabase;
  let served: Served;
  let visitor: ConsoleVisitor;
  let tsu: University;
  let tpu: University;
  let first: ArrangedPerson;
  let second: ArrangedPerson;
  beforeAll(async () => {
    database = await freshDatabase();
    served = await serveRegistrar(database);
    visitor = consoleVisitor(served);
    ({ tsu, tpu } = await arrangeUniversities(database.admin));
    const staff = { university: tsu, affiliation: 'staff', roles: ['administrator', 'registrar'] } as const;
    first = await arrangePerson(database.admin, { ...staff, familyName: 'Первая' });
    second = await arrangePerson(database.admin, { ...staff, familyName: 'Вторая' });
  });
  beforeEach(() => {
    visitor.proved = true;
    as(first);
  });
  afterAll(async () => {
    await served.close();
    await database.drop();
  });
  const as = (who: ArrangedPerson, where = tsu) => visitor.is(who.personId, where, 'administrator', 'registrar');
  const rolesOf = async (personId: string) => {
    const { rows } = await database.admin.raw<{ rows: { role: string }[] }>(
      'select role from directory.staff_roles where person_id = ? and revoked_at is null order by role',
      [personId],
    );
    return rows.map((row) => row.role);
  };
  const leadsTo = async (sent: ReturnType<ConsoleVisitor['post']>) => (await sent.expect(303)).headers['location'];
  const staff = '/universities/tsu/staff';
  const newcomer = () =>
    arrangePerson(database.admin, { university: tsu, affiliation: 'staff', familyName: 'Новикова' });
  const requestFor = async (personId: string) => {
    const { rows } = await database.admin.raw<{ rows: { id: string }[] }>(
      `select id from registrar.role_requests where person_id = ? and state = 'asked'`,
      [personId],
    );
    return `${staff}/requests/${rows[0]!.id}`;
  };

  it('gives a harmless role at once, and takes it back', async () => {
    const { personId } = await newcomer();
    visitor.proved = false;
    expect(await leadsTo(visitor.post(`${staff}/${personId}/librarian/give`))).toBe(`${staff}?done=given`);
    expect(await leadsTo(visitor.post(`${staff}/${personId}/librarian/give`))).toBe(`${staff}?done=held-already`);
    expect(await rolesOf(personId)).toEqual(['librarian']);
    expect(await leadsTo(visitor.post(`${staff}/${personId}/librarian/revoke`))).toBe(`${staff}?done=revoked`);
    expect(await rolesOf(personId)).toEqual([]);
  });

  it('gives a dangerous role only after a fresh proof, when another administrator agrees, and once', async () => {
    const { personId } = await newcomer();
    visitor.proved = false;
    expect(await leadsTo(visitor.post(`${staff}/${personId}/registrar/give`))).toContain('again');
    visitor.proved = true;
    expect(await leadsTo(visitor.post(`${staff}/${personId}/registrar/give`))).toBe(`${staff}?done=asked`);
    expect(await leadsTo(visitor.post(`${staff}/${personId}/registrar/give`))).toBe(`${staff}?done=asked-already`);
    expect(await rolesOf(personId)).toEqual([]);
    const asked = await requestFor(personId);
    expect(await leadsTo(visitor.post(`${asked}/agree`))).toBe(`${staff}?done=second-pair`);
    expect((await visitor.get(staff)).text).toContain('Ждёт другого администратора');

    as(second, tpu);
    await visitor.post(`${asked}/agree`.replace('/tsu/', '/tpu/')).expect(404);
    as(second);
    expect((await visitor.get(asked).expect(200)).text).toContain('Новикова');
    visitor.proved = false;
    expect(await leadsTo(visitor.post(`${asked}/agree`))).toContain('again');
    visitor.proved = true;
    expect(await leadsTo(visitor.post(`${asked}/agree`))).toBe(`${staff}?done=agreed`);
    expect(await leadsTo(visitor.post(`${asked}/agree`))).toBe(`${staff}?done=decided-already`);
    expect(await rolesOf(personId)).toEqual(['registrar']);
    const { rows } = await database.admin.raw<{ rows: { action: string; actor: string }[] }>(
      `select action, actor from directory.audit_trail where subject = ? and action like 'role.%' order by id`,
      [`person:${personId}`],
    );
    const [asker, agreer] = [`person:${first.personId}`, `person:${second.personId}`];
    expect(rows).toEqual([
      { action: 'role.asked', actor: asker },
      { action: 'role.agreed', actor: agreer },
      { action: 'role.granted', actor: agreer },
    ]);
  });

  it('lets a request lapse after seven days, and be asked again', async () => {
    const { personId } = await newcomer();
    await visitor.post(`${staff}/${personId}/administrator/give`).expect(303);
    const asked = await requestFor(personId);
    await database.admin.raw(
      `update registrar.role_requests set asked_at = asked_at - interval '8 days', expires_at = expires_at - interval '8 days' where person_id = ?`,
      [personId],
    );
    as(second);
    await visitor.get(asked).expect(404);
    expect(await leadsTo(visitor.post(`${asked}/agree`))).toBe(`${staff}?done=decided-already`);
    expect(await leadsTo(visitor.post(`${staff}/${personId}/administrator/give`))).toBe(`${staff}?done=asked`);
    expect(await leadsTo(visitor.post(`${await requestFor(personId)}/refuse`))).toBe(`${staff}?done=withdrawn`);
    expect(await rolesOf(personId)).toEqual([]);
  });

  it('knows one human behind two identities: his second one is no second pair of eyes', async () => {
    const { personId } = await newcomer();
    const alias = await arrangePerson(database.admin, { university: tsu, affiliation: 'staff' });
    await visitor.post(`${staff}/${personId}/registrar/give`).expect(303);
    await database.admin.raw(`update directory.people set status = 'merged', merged_into = ? where id = ?`, [
      first.personId,
      alias.personId,
    ]);
    as(alias);
    expect(await leadsTo(visitor.post(`${await requestFor(personId)}/agree`))).toBe(`${staff}?done=second-pair`);
    expect(await rolesOf(personId)).toEqual([]);
  });

  it('leaves a university its last administrator', async () => {
    expect((await visitor.get(`${staff}/${first.personId}/administrator/revoke`).expect(409)).text).toContain(
      'снимает другой администратор',
    );
    await visitor.post(`${staff}/${first.personId}/administrator/revoke`).expect(409);
    expect(await rolesOf(first.personId)).toContain('administrator');
  });

  it('erases what the university says of a person when a second one agrees, with an act to be printed', async () => {
    const gone = await arrangePerson(database.admin, { university: tsu, familyName: 'Уходящая' });
    const [page, erasures] = [`/universities/tsu/people/${gone.personId}`, '/universities/tsu/erasures'];
    expect((await visitor.post(`${page}/erase`, {}).expect(422)).text).toContain('Выберите основание');
    expect((await visitor.post(`${page}/erase`, { basis: 'retention' }).expect(422)).text).toContain('ещё не вышел');
    expect(await leadsTo(visitor.post(`${page}/erase`, { basis: 'request' }))).toBe(`${erasures}?done=asked`);
    expect(await leadsTo(visitor.post(`${page}/erase`, { basis: 'request' }))).toBe(`${erasures}?done=asked-already`);
    const asked = /\/universities\/tsu\/erasures\/[0-9a-f-]{36}/.exec((await visitor.get(erasures)).text)![0];
    expect((await visitor.get(asked)).text).not.toContain(`${asked}/erase`);
    expect(await leadsTo(visitor.post(`${asked}/erase`))).toBe(`${erasures}?done=second`);
    expect((await visitor.get(page)).text).toContain('Ждёт второго человека');
    as(second);
    expect((await visitor.get(asked)).text).toContain('Уходящая');
    expect(await leadsTo(visitor.post(`${asked}/erase`))).toBe(`${erasures}?done=erased`);
    expect(await leadsTo(visitor.post(`${asked}/erase`))).toBe(`${erasures}?done=decided`);
    await visitor.get(page).expect(404);
    expect((await visitor.get(`${erasures}?done=erased`)).text).not.toContain('Уходящая');
    await visitor.get(`${asked}/act.txt`).expect(200);
    as(second, tpu);
    await visitor.get(`${asked}/act.txt`.replace('/tsu/', '/tpu/')).expect(404);
  });

  it('announces leaving, which another administrator agrees to and anybody calls off', async () => {
    const [path, settings] = ['/universities/tsu/settings/leaving', '/universities/tsu/settings'];
    expect((await visitor.post(path, { day: '2020-01-01' }).expect(422)).text).toContain('Выберите день в будущем');
    expect(await leadsTo(visitor.post(path, { day: '2099-12-31' }))).toBe(`${settings}?done=announced`);
    expect(await leadsTo(visitor.post(path, { day: '2099-12-31' }))).toBe(`${settings}?done=nothing`);
    expect(await leadsTo(visitor.post(`${path}/agree`))).toBe(`${settings}?done=second`);
    as(second);
    expect((await visitor.get(`${path}/decision`)).text).toContain('Согласиться');
    expect(await leadsTo(visitor.post(`${path}/agree`))).toBe(`${settings}?done=agreed`);
    expect((await visitor.get(settings)).text).toContain('согласовано');
    expect(await leadsTo(visitor.post(`${path}/withdraw`))).toBe(`${settings}?done=withdrawn`);
  });

  it('asks whether two are one with the own values and outcomes only, and hears each side once', async () => {
    const here = await arrangePerson(database.admin, { university: tsu, familyName: 'Нашина' });
    const there = await arrangePerson(database.admin, { university: tpu, familyName: 'Тамошняя' });
    const id = uuidv7();
    await database.admin.raw(
      `insert into directory.match_requests
         (id, about, source_record_id, university_id, candidate_record_id, candidate_university_id, score, evidence, model_version)
       select ?, 'link', a.id, a.university_id, b.id, b.university_id, 18.4, ?, 'test'
       from directory.source_records a, directory.source_records b where a.person_id = ? and b.person_id = ?`,
      [id, JSON.stringify(evidence), here.personId, there.personId],
    );
    const page = `/universities/tsu/matches/${id}`;
    expect((await visitor.get('/universities/tsu/matches')).text).toContain('Нашина');
    const shown = (await visitor.get(page).expect(200)).text;
    expect(shown).toContain('день и месяц переставлены');
    expect(shown).toContain('Другая сторона ещё не ответила');
    expect(shown).not.toContain('Тамошняя');
    expect(shown).not.toContain(there.studentNumber);
    expect(await leadsTo(visitor.post(page, { answer: 'same' }))).toBe(`${page}?done=said`);
    as(second, tpu);
    const other = page.replace('/tsu/', '/tpu/');
    const seenThere = (await visitor.get(other).expect(200)).text;
    expect(seenThere).toContain('Другая сторона ответила');
    expect(seenThere).not.toContain('Первая');
    expect(await leadsTo(visitor.post(other, { answer: 'different' }))).toBe(`${other}?done=closed`);
    expect(await leadsTo(visitor.post(other, { answer: 'same' }))).toBe(`${other}?done=decided-already`);
    expect((await visitor.get(other)).text).toContain('Решено: это разные люди');
  });
});
