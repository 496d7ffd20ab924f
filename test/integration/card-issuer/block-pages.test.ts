import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { buildApp } from '@onecampus/card-issuer/app';
import type { Context } from '@onecampus/card-issuer/context';
import { setBlock } from '@onecampus/card-issuer/use-cases/set-block';
import type { University } from '@onecampus/directory';
import type { StaffMember } from '@onecampus/http';
import request from 'supertest';
import { type FreshDatabase, freshDatabase } from '../../support/databases.ts';
import { type ArrangedPerson, arrangePerson, arrangeUniversities } from '../../support/people.ts';
import { openContextFor, textOf } from './desk.ts';

/** Blocks as a librarian sets and lifts them, and as the reader and other libraries read them. */
describe('blocks at the desk', () => {
  let database: FreshDatabase;
  let context: Context;
  let app: ReturnType<typeof buildApp>;
  let tpu: University;
  let tsu: University;
  let librarian: ArrangedPerson;
  let visitor: StaffMember;
  beforeAll(async () => {
    database = await freshDatabase();
    context = openContextFor(database, () => visitor);
    app = buildApp(context);
    ({ tpu, tsu } = await arrangeUniversities(database.admin));
    librarian = await arrangePerson(database.admin, { university: tpu, affiliation: 'staff' });
  });
  beforeEach(() => at(tpu));
  afterAll(async () => {
    await context.close();
    await database.drop();
  });

  const at = (university: University) => {
    visitor = {
      personId: librarian.personId,
      name: 'Любовь Грамотина',
      roles: [{ role: 'librarian', universityId: university.id }],
    };
  };
  const reader = async () => (await arrangePerson(database.admin, { university: tsu })).personId;
  const get = (path: string) => request(app).get(path).set('accept', 'text/html');
  const send = (path: string, form: Record<string, string> = {}) =>
    request(app).post(path).type('form').set('accept', 'text/html').send(form);
  const form = {
    loan: 'yes',
    renew: 'yes',
    scope: 'university',
    library: '',
    public_text: 'Верните «Войну и мир»',
    private_text: 'Спорит и не отдаёт',
    amount: '1 250,50',
    until: '',
  };
  const blockOf = async (personId: string) =>
    (
      await database.admin.raw<{ rows: { id: string; released_by: string | null }[] }>(
        'select id, released_by from directory.patron_blocks where person_id = ? order by set_at desc limit 1',
        [personId],
      )
    ).rows[0];

  it('are set, read by every library without what is for ourselves, and by the reader', async () => {
    const personId = await reader();
    const set = await send(`/readers/${personId}/blocks`, form);
    expect(set.headers['location']).toBe(`/readers/${personId}?done=blocked`);
    const own = textOf(await get(`/readers/${personId}`));
    expect(own).toMatch(/не выдавать книги, не продлевать.*1\s250,50.*Верните «Войну и мир».*Спорит и не отдаёт/);
    at(tsu);
    const foreign = textOf(await get(`/readers/${personId}`));
    expect(foreign).toContain('Верните «Войну и мир»');
    expect(foreign).not.toContain('Спорит');
    expect(foreign).toMatch(/Снимает .*Томский политехнический/);
    visitor = { ...visitor, personId, roles: [] };
    const mine = textOf(await get('/my'));
    expect(mine).toMatch(/Что сейчас нельзя.*нельзя брать книги, нельзя продлевать.*Верните «Войну и мир»/);
    expect(mine).not.toContain('Спорит');
  });

  it('are lifted with a reason, by their own university alone', async () => {
    const personId = await reader();
    await send(`/readers/${personId}/blocks`, form);
    const block = (await blockOf(personId))!;
    const lift = (more: object = {}) =>
      send(`/readers/${personId}/blocks/${block.id}/lift`, { university: tpu.id, reason: 'вернул', ...more });
    expect((await lift({ reason: ' ' })).headers['location']).toContain('refused=block.reason');
    at(tsu);
    expect((await lift()).headers['location']).toContain('refused=block.unknown');
    expect((await lift({ university: tsu.id })).headers['location']).toContain('refused=block.unknown');
    expect((await blockOf(personId))!.released_by).toBeNull();
    at(tpu);
    expect((await lift()).headers['location']).toContain('done=lifted');
    expect((await lift()).headers['location']).toContain('refused=block.unknown');
    expect(textOf(await get(`/readers/${personId}`))).toMatch(/Ограничений нет.*снято: вернул/);
  });

  it.each([
    ['nothing forbidden', { loan: '', renew: '' }, 'block.incomplete'],
    ['no words for the reader', { public_text: ' ' }, 'block.incomplete'],
    ['an amount in words', { amount: 'сто' }, 'block.amount'],
    ['a library without a code', { scope: 'library' }, 'block.library'],
    ['a library’s name for a code', { scope: 'library', library: 'Научная' }, 'block.library'],
    ['a day that has passed', { until: '2020-01-01' }, 'block.until'],
  ])('are refused in words with %s', async (_, wrong, code) => {
    const personId = await reader();
    const fields = Object.entries({ ...form, ...wrong }).filter(
      ([name, value]) => !(name in { loan: 1, renew: 1 } && value === ''),
    );
    const answer = await send(`/readers/${personId}/blocks`, Object.fromEntries(fields));
    expect(answer.headers['location']).toBe(`/readers/${personId}?refused=${code}`);
    expect(textOf(await get(answer.headers['location']!))).toContain('Ограничение не поставлено');
    expect(await blockOf(personId)).toBeUndefined();
  });

  it('cannot be set on oneself, nor in the name of a university that one does not serve', async () => {
    expect((await send(`/readers/${librarian.personId}/blocks`, form)).headers['location']).toContain(
      'refused=person.own_record',
    );
    const personId = await reader();
    await send(`/readers/${personId}/blocks`, { ...form, issued_by: tsu.id });
    const { rows } = await database.admin.raw<{ rows: { university_id: string }[] }>(
      'select university_id from directory.patron_blocks where person_id = ?',
      [personId],
    );
    expect(rows).toEqual([{ university_id: tpu.id }]);
    const by = { actor: 'service:test' } as const;
    await setBlock(context, {
      by,
      personId,
      universityId: tsu.id,
      scope: 'consortium',
      kinds: ['entry'],
      publicText: 'y',
    });
    expect(textOf(await get(`/readers/${personId}`))).toContain('везде, установил');
  });
});
