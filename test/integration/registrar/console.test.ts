import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { University } from '@onecampus/directory';
import { saveEventStream } from '@onecampus/registrar/use-cases/save-event-stream';
import { bindClient } from '@onecampus/registrar/use-cases/scim/bind-client';
import { issueToken } from '@onecampus/registrar/use-cases/scim/issue-token';
import { uuidv7 } from '@onecampus/runtime';
import { type FreshDatabase, freshDatabase } from '../../support/databases.ts';
import { type ArrangedPerson, arrangePerson, arrangeUniversities } from '../../support/people.ts';
import { type ConsoleVisitor, consoleVisitor } from './console-visitor.ts';
import { type Served, serveRegistrar } from './served.ts';

/** Pages by the role that they need; `any`: either role of the console. */
const pages: readonly (readonly ['any' | 'registrar' | 'administrator', string])[] = [
  ['any', ''],
  ['registrar', '/people'],
  ['registrar', '/people?q=Семёнова'],
  ['registrar', '/people/:person'],
  ['registrar', '/people/:person/erase'],
  ['registrar', '/erasures'],
  ['registrar', '/feeds'],
  ['registrar', '/matches'],
  ['administrator', '/staff'],
  ['administrator', '/staff/give?q=:number'],
  ['administrator', '/staff/:person/roles'],
  ['administrator', '/staff/:person/registrar/give'],
  ['administrator', '/staff/:person/librarian/revoke'],
  ['administrator', '/connections'],
  ['administrator', '/connections/connect'],
  ['administrator', '/connections/connect/entra?check=yes'],
  ['administrator', '/connections/tokens/new'],
  ['administrator', '/audit'],
  ['administrator', '/audit?who=:number&what=person&from=2026-01-01&until='],
  ['administrator', '/audit/export'],
  ['administrator', '/settings'],
  ['administrator', '/settings/leaving'],
];

describe('the console of a university', () => {
  let database: FreshDatabase;
  let served: Served;
  let visitor: ConsoleVisitor;
  let tsu: University;
  let tpu: University;
  let own: ArrangedPerson;
  let foreign: ArrangedPerson;
  const registrar = uuidv7();
  beforeAll(async () => {
    database = await freshDatabase();
    served = await serveRegistrar(database);
    visitor = consoleVisitor(served);
    ({ tsu, tpu } = await arrangeUniversities(database.admin));
    own = await arrangePerson(database.admin, { university: tsu, familyName: 'Ольхова', roles: ['librarian'] });
    foreign = await arrangePerson(database.admin, { university: tpu, familyName: 'Чужакова' });
  });
  beforeEach(() => {
    visitor.proved = true;
    visitor.is(registrar, tsu, 'registrar', 'administrator');
  });
  afterAll(async () => {
    await served.close();
    await database.drop();
  });

  const at = (path: string, person = own, university = tsu) =>
    `/universities/${university.slug}${path.replace(':person', person.personId).replace(':number', person.studentNumber)}`;

  it.each(pages)('for %s: %s, to those who have that role there, and to nobody else', async (role, path) => {
    const [needed, other] = role === 'administrator' ? ['administrator', 'registrar'] : ['registrar', 'administrator'];
    visitor.is(registrar, tsu, needed);
    await visitor.get(encodeURI(at(path))).expect(200);
    if (role !== 'any') {
      visitor.is(registrar, tsu, other);
      expect((await visitor.get(encodeURI(at(path))).expect(403)).text).toContain('Нужна другая роль');
    }
    visitor.is(registrar, tpu, 'registrar', 'administrator');
    await visitor.get(encodeURI(at(path))).expect(404);
    visitor.is(registrar, tsu, 'librarian');
    await visitor.get(encodeURI(at(path))).expect(403);
    served.visitor = undefined;
    expect((await visitor.get(encodeURI(at(path))).expect(303)).headers['location']).toMatch(/^\/sign-in/);
  });

  it.each([
    '/people/:person',
    '/people/:person/erase',
    '/staff/:person/roles',
    '/staff/:person/registrar/give',
    '/staff/:person/librarian/revoke',
  ])('%s does not know the people of another university', async (path) => {
    await visitor.get(at(path, foreign)).expect(404);
    if (path.includes('/erase')) await visitor.post(at(path, foreign), { basis: 'request' }).expect(404);
    if (path.endsWith('/give')) await visitor.post(at(path, foreign)).expect(404);
  });

  it('shows a person with the own record, and every look and search is on record without the words', async () => {
    const page = (await visitor.get(at('/people/:person')).expect(200)).text;
    expect(page).toContain('Ольхова Анна');
    expect(page).toContain(own.studentNumber);
    expect((await visitor.get(encodeURI(at('/people?q=:number')))).text).toContain('Ольхова');
    expect((await visitor.get(encodeURI(at('/people?q=:number', foreign)))).text).toContain('Никого не нашлось');
    const { rows } = await database.admin.raw<{ rows: { action: string; details: string }[] }>(
      `select action, details::text from directory.audit_trail where actor = ? and action in ('person.viewed', 'person.searched')`,
      [`person:${registrar}`],
    );
    expect(rows.map((row) => row.action)).toEqual(expect.arrayContaining(['person.viewed', 'person.searched']));
    expect(rows.map((row) => row.details).join()).not.toContain(own.studentNumber);
  });

  it('shows how it was on one day as it was known on another', async () => {
    const before = (await visitor.get(`${at('/people/:person')}?valid_at=2024-08-31&known_at=`).expect(200)).text;
    expect(before).toContain('В тот день, по тогдашним сведениям, не было ничего');
    const then = (await visitor.get(`${at('/people/:person')}?valid_at=2025-03-03`).expect(200)).text;
    expect(then).toContain('На 3 марта 2025 г., по сведениям на сегодня');
    await visitor.get(`${at('/people/:person')}?valid_at=yesterday`).expect(400);
  });

  it('counts people by what has effect now and says what waits', async () => {
    const page = (await visitor.get(at('')).expect(200)).text;
    expect(page).toContain('Студенты');
    expect(page).toContain('Источник «test» давно молчит');
    visitor.is(registrar, tsu, 'administrator');
    expect((await visitor.get(at('')).expect(200)).text).not.toContain('Источник «test»');
    expect((await visitor.get('/').expect(303)).headers['location']).toBe('/universities/tsu');
  });

  it('reads the trail in words, narrowed to a person, and lets no stranger’s entry through', async () => {
    await visitor.get(at('/people/:person')).expect(200);
    const page = (await visitor.get(at('/audit?who=:number&what=person')).expect(200)).text;
    expect(page).toContain('Просмотр человека');
    expect(page).toContain('Ольхова Анна');
    expect((await visitor.get(at('/audit?who=:number', foreign)).expect(200)).text).toContain(
      'Такого логина или номера',
    );
    visitor.is(registrar, tpu, 'administrator');
    expect((await visitor.get(at('/audit', own, tpu)).expect(200)).text).not.toContain('Ольхова');
    visitor.is(registrar, tsu, 'administrator');
    const file = await visitor.get(at('/audit/export')).buffer(true).parse(asText).expect(200);
    expect(file.headers['content-disposition']).toContain('audit-tsu.ndjson');
  });

  it('saves grace and the register’s number, and says what is wrong with a field', async () => {
    const form = { student: '30', faculty: '', staff: '0', employee: '', alum: '', affiliate: '' };
    expect((await visitor.post(at('/settings/grace'), { ...form, staff: 'месяц' }).expect(422)).text).toContain(
      'От 0 до 366 дней',
    );
    await visitor.post(at('/settings/grace'), form).expect(303);
    await visitor.post(at('/settings/registration'), { number: ' 70-12-000345 ' }).expect(303);
    const { rows } = await database.admin.raw(
      `select slug, grace, operator_registration as number from directory.universities order by slug`,
    );
    expect(rows).toEqual([
      { slug: 'tpu', grace: {}, number: null },
      { slug: 'tsu', grace: { student: 'P30D' }, number: '70-12-000345' },
    ]);
    expect((await visitor.get(at('/settings'))).text).toContain('70-12-000345');
  });

  it('shows a token once, issues none for the same form sent again, and revokes it for its own university only', async () => {
    visitor.proved = false;
    const form = { name: 'Entra ID', days: '90' };
    expect((await visitor.post(at('/connections/tokens/new'), form).expect(303)).headers['location']).toContain(
      'again',
    );
    visitor.proved = true;
    const issued = await visitor.post(at('/connections/tokens/new'), form).expect(200);
    const token = /ocscim_[\w-]+/.exec(issued.text)![0];
    expect(issued.headers['cache-control']).toContain('no-store');
    expect((await visitor.post(at('/connections/tokens/new'), form).expect(409)).text).toContain('уже есть');
    const list = (await visitor.get(at('/connections')).expect(200)).text;
    expect(list).toContain('Entra ID');
    expect(list).not.toContain(token);
    expect((await visitor.post(at('/connections/tokens/new'), { name: ' ', days: '90' }).expect(422)).text).toContain(
      'Назовите систему',
    );
    const revoke = /\/connections\/tokens\/[0-9a-f-]+\/revoke/.exec(list)![0];
    visitor.is(registrar, tpu, 'administrator');
    await visitor.get(at(revoke, own, tpu)).expect(404);
    await visitor.post(at(revoke, own, tpu)).expect(404);
    visitor.is(registrar, tsu, 'administrator');
    await visitor.get(at(revoke)).expect(200);
    await visitor.post(at(revoke)).expect(303);
    await visitor.post(at(revoke)).expect(303);
    expect((await visitor.get(at('/connections'))).text).toContain('отозван');
  });

  it('refuses a third living token in words', async () => {
    for (const name of ['one', 'two'])
      await issueToken(served.context, { by: 'client:test', university: 'tpu', name, lifetimeDays: 1 });
    visitor.is(registrar, tpu, 'administrator');
    const answer = await visitor.post(at('/connections/tokens/new', own, tpu), { name: 'three', days: '90' });
    expect([answer.status, answer.text]).toEqual([409, expect.stringContaining('Два ключа уже действуют')]);
  });

  it('shows a subscription with its log, pauses it and sends again, for its own university only', async () => {
    const stream = { by: 'client:test', label: 'Библиотека', audience: 'https://library.example' } as const;
    const { id } = await saveEventStream(served.context, { ...stream, university: 'tsu' });
    const path = `/connections/streams/${id}`;
    expect((await visitor.get(at('/connections'))).text).toContain('Библиотека');
    expect((await visitor.get(at(path)).expect(200)).text).toContain('Отправлять пока было нечего');
    await visitor.post(at(`${path}/pause`), { paused: 'yes' }).expect(303);
    expect((await visitor.get(at(path))).text).toContain('приостановлена');
    await visitor.post(at(`${path}/pause`), { paused: 'no' }).expect(303);
    const again = await visitor.post(at(`${path}/replay`), { since: '2026-01-01' }).expect(303);
    expect(again.headers['location']).toBe(`${at(path)}?replayed=0`);
    await visitor.post(at(`${path}/replay`), { since: '' }).expect(303);
    visitor.is(registrar, tpu, 'administrator');
    await visitor.get(at(path, own, tpu)).expect(404);
    await visitor.post(at(`${path}/pause`, own, tpu), { paused: 'yes' }).expect(404);
    await visitor.post(at(`${path}/replay`, own, tpu), { since: '2026-01-01' }).expect(404);
    expect((await visitor.get(at('/connections', own, tpu))).text).not.toContain('Библиотека');
  });

  it('unbinds a program, for its own university only', async () => {
    await bindClient(served.context, { by: 'client:test', university: 'tsu', clientId: 'sis' });
    visitor.is(registrar, tpu, 'administrator');
    await visitor.post(at('/connections/clients/sis/unbind', own, tpu)).expect(404);
    visitor.is(registrar, tsu, 'administrator');
    await visitor.get(at('/connections/clients/sis/unbind')).expect(200);
    await visitor.post(at('/connections/clients/sis/unbind')).expect(303);
    expect((await visitor.get(at('/connections'))).text).toContain('Ни одной');
  });

  it('takes no form that another site sends', async () => {
    for (const path of ['/settings/grace', '/connections/tokens/new', '/staff/:person/librarian/revoke'])
      await visitor.post(at(path)).set('sec-fetch-site', 'cross-site').expect(403);
  });
});

/** supertest keeps the text of types that it does not know only when it is told to. */
function asText(response: unknown, done: (error: Error | null, text: unknown) => void): void {
  const stream = response as NodeJS.ReadableStream;
  let text = '';
  stream.on('data', (piece: Buffer) => {
    text += piece.toString();
  });
  stream.on('end', () => done(null, text));
}
