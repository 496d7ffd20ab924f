import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { transaction } from '@onecampus/database';
import { inCyrillic } from '../../../services/identity-provider/src/rules/activation-code.ts';
import { redeemInvitation } from '../../../services/identity-provider/src/store/invitations.ts';
import { campus } from '../../journeys/campus.ts';
import { type FreshDatabase, freshDatabase } from '../../support/databases.ts';
import { type ArrangedPerson, arrangePerson, arrangeUniversities } from '../../support/people.ts';
import { type SmtpReceiver, startSmtpReceiver } from '../../support/smtp-receiver.ts';
import { Browser } from './browser.ts';
import { type IdentityProvider, startIdentityProviders } from './identity-provider.ts';
import { linkIn, signInToOwnPages } from './own-pages.ts';

let database: FreshDatabase;
let provider: IdentityProvider;
let smtp: SmtpReceiver;
let registrar: Browser;
let librarian: Browser;
let foreign: Browser;
let tpu: Awaited<ReturnType<typeof arrangeUniversities>>['tpu'];
let tsu: typeof tpu;
const clock = { ahead_ms: 0, now: () => new Date(Date.now() + clock.ahead_ms) };

const password = 'пароль сотрудника';

beforeAll(async () => {
  smtp = await startSmtpReceiver();
  database = await freshDatabase();
  ({ tpu, tsu } = await arrangeUniversities(database.admin));
  provider = await startIdentityProviders(database, {
    clock,
    settings: { CAMPUS_SMTP_URL: smtp.url, CAMPUS_CONSOLE_PASSKEYS: 'no' },
  });
  const staff = async (university: typeof tpu, role: 'registrar' | 'librarian') => {
    const person = await arrangePerson(database.admin, { university, affiliation: 'staff', roles: [role] });
    await provider.api('PUT', `/api/v1/accounts/${person.personId}/password`, 'accounts.write', { password });
    return (await signInToOwnPages(provider, { login: person.eppn, password })).browser;
  };
  registrar = await staff(tpu, 'registrar');
  librarian = await staff(tpu, 'librarian');
  foreign = await staff(tsu, 'registrar');
});

afterAll(async () => {
  await provider?.stop();
  await database?.drop();
  await smtp?.stop();
});

const at = (path: string) => `${provider.issuer}${path}`;
const newcomer = (change: { familyName?: string; university?: typeof tpu } = {}) =>
  arrangePerson(database.admin, { university: tpu, ...change });
const invite = (browser: Browser, form: Record<string, string>, slug = 'tpu') =>
  browser.post(at(`/console/${slug}/invitations`), form);
const codesIn = (page: string) => page.match(/[a-z]{5}(?:-[a-z]{5}){3}/g) ?? [];

async function printed(...people: ArrangedPerson[]): Promise<string[]> {
  const logins = people.map(({ eppn }) => eppn).join('\n');
  const response = await invite(registrar, { who: 'list', people: logins, way: 'print' });
  expect(response.status).toBe(200);
  return codesIn(await response.text());
}

const choose = (brought: string, chosen: string) =>
  new Browser().post(at('/invitation/password'), { brought, password: chosen });

describe('an invitation', () => {
  it('by letter: five screens from the link to the account, with a password that the university never saw', async () => {
    const anna = await newcomer({ familyName: 'Новикова' });
    const response = await invite(registrar, { who: 'list', people: anna.studentNumber, way: 'mail' });
    expect(await response.text()).toContain('1 приглашение готово');
    const letter = await smtp.waitFor(anna.eppn, 'Приглашение');
    expect(letter.text).toContain(`Ваш логин: ${anna.eppn}`);
    const link = linkIn(letter.text, '/invitation');

    const browser = new Browser();
    const first = await browser.get(link);
    expect(first.status).toBe(200);
    const page = await first.text();
    expect(page).toContain('Новикова');
    expect(page).toContain(anna.eppn);
    const brought = new URL(link).searchParams.get('token')!;
    const second = await browser.post(at('/invitation/password'), { brought, password: 'мой первый пароль' });
    const doneText = await second.text();
    expect(second.status).toBe(200);
    const onward = /href="(\/account\/sign-in[^"]*)"/.exec(doneText)![1]!.replaceAll('&amp;', '&');
    const third = await browser.follow(await browser.get(at(onward)), '-');
    const form = await third.response.text();
    expect(form).toContain(`value="${anna.eppn}"`);
    const fourth = await browser.follow(
      await browser.post(third.url.split('?')[0]!, {
        university: 'tpu',
        login: anna.eppn,
        password: 'мой первый пароль',
      }),
      '-',
    );
    expect(fourth.url).toBe(at('/account'));
    // The link is worth nothing any more.
    expect((await new Browser().get(link)).status).toBe(410);
    await smtp.waitFor(anna.eppn, 'Учётная запись открыта');
  });

  it('on paper: a code that is typed in either alphabet, kept as a hash, shown once', async () => {
    const boris = await newcomer();
    const [code] = await printed(boris);
    const { rows } = await database.admin.raw<{ rows: object[] }>('select * from identity_provider.invitations');
    expect(JSON.stringify(rows)).not.toContain(code!.slice(0, 11));
    expect(await (await registrar.get(at('/console/tpu/invitations'))).text()).not.toContain(code);
    for (const typed of [code!, code!.toUpperCase().replaceAll('-', ' '), inCyrillic(code!)]) {
      const response = await new Browser().post(at('/invitation'), { code: typed });
      expect(await response.text()).toContain(boris.eppn);
    }
    expect((await choose(code!, 'пароль с бумаги')).status).toBe(200);
    expect((await signInToOwnPages(provider, { login: boris.eppn, password: 'пароль с бумаги' })).url).toBe(
      at('/account'),
    );
  });

  it('is taken up by one of fifty at once', async () => {
    const [code] = await printed(await newcomer());
    const statuses = await Promise.all(
      Array.from({ length: 50 }, async (_, n) => (await choose(code!, `пароль наперегонки ${n}`)).status),
    );
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
    expect(statuses.filter((status) => status === 410)).toHaveLength(49);
  });

  it('dies with its successor, with its time, with a word of the university, and says the same of each', async () => {
    const [person, late, back] = [await newcomer(), await newcomer(), await newcomer()];
    const [first] = await printed(person);
    const [second] = await printed(person);
    const [lateCode] = await printed(late);
    const [backCode] = await printed(back);
    const page = await (await registrar.get(at('/console/tpu/invitations'))).text();
    const id = /name="id" value="([0-9a-f-]{36})"/.exec(page)![1]!;
    expect((await foreign.post(at('/console/tsu/invitations/revoke'), { id })).status).toBe(404);
    expect((await registrar.post(at('/console/tpu/invitations/revoke'), { id })).status).toBe(303);
    clock.ahead_ms = 31 * 86_400_000;
    const expired = await (await new Browser().post(at('/invitation'), { code: lateCode! })).text();
    clock.ahead_ms = 0;
    const dead = [];
    for (const code of [first!, backCode!, 'lusab-babad-gutih-tugad']) {
      const response = await new Browser().post(at('/invitation'), { code });
      expect(response.status).toBe(410);
      dead.push(await response.text());
    }
    expect(new Set([...dead, expired]).size).toBe(1);
    expect((await new Browser().post(at('/invitation'), { code: second! })).status).toBe(200);
  });

  it('is none for somebody who signs in already, not even where he began to after it was made', async () => {
    const person = await newcomer();
    const [code] = await printed(person);
    await provider.api('PUT', `/api/v1/accounts/${person.personId}/password`, 'accounts.write', { password });
    expect((await choose(code!, 'пароль чужого человека')).status).toBe(410);
    expect((await signInToOwnPages(provider, { login: person.eppn, password })).url).toBe(at('/account'));
    // The statement itself refuses, whatever was looked at before it.
    const { rows } = await database.admin.raw<{ rows: { hash: string }[] }>(
      'select secret_hash as hash from identity_provider.invitations where person_id = ?',
      [person.personId],
    );
    const db = database.as('identity-provider');
    expect(await transaction(db, (tx) => redeemInvitation(tx, rows[0]!.hash, new Date()))).toBeUndefined();
    const again = await invite(registrar, { who: 'list', people: person.eppn, way: 'print' });
    const text = await again.text();
    expect(text).toContain('уже входит сам');
    expect(codesIn(text)).toEqual([]);
  });

  it('is made by a registrar of the university for its own people, and by nobody else', async () => {
    const stranger = await newcomer({ university: tsu });
    const response = await invite(registrar, { who: 'list', people: stranger.eppn, way: 'print' });
    expect(await response.text()).toContain('в университете нет такого человека');
    expect((await invite(librarian, { who: 'everybody', way: 'print' })).status).toBe(403);
    expect((await invite(foreign, { who: 'everybody', way: 'print' })).status).toBe(404);
    expect((await new Browser().post(at('/console/tpu/invitations'), { who: 'everybody' })).status).toBe(303);
  });

  it('is not guessed: after a hundred wrong codes nothing from there is looked at, right ones included', async () => {
    const [code] = await printed(await newcomer());
    const wrong = () => new Browser().post(at('/invitation'), { code: 'lusab-babad-gutih-tugad' });
    const statuses = [];
    for (let n = 0; n < 102; n += 1) statuses.push((await wrong()).status);
    expect(statuses.at(-1)).toBe(429);
    expect((await new Browser().post(at('/invitation'), { code: code! })).status).toBe(429);
    expect((await new Browser().post(at('/recover'), { code: code! })).status).toBe(429);
  });

  it('comes for everybody who has none yet, and by a list of a program', async () => {
    const people = [await newcomer(), await newcomer()];
    const codes = codesIn(await (await invite(registrar, { who: 'everybody', way: 'print' })).text());
    expect(new Set(codes).size).toBeGreaterThanOrEqual(2);
    const answer = await provider.api('POST', '/api/v1/universities/tpu/invitations', 'accounts.write', {
      way: 'print',
      people: [people[0]!.eppn, 'nobody'],
    });
    expect(await answer.json()).toMatchObject({
      invitations: [
        { outcome: 'invited', login: people[0]!.eppn, code: expect.stringMatching(/^[a-z-]{23}$/) },
        { outcome: 'unknown' },
      ],
    });
    const folder = await mkdtemp(path.join(tmpdir(), 'invite-'));
    const [list, file] = [path.join(folder, 'list.txt'), path.join(folder, 'operator.json')];
    const secret = provider.operatorSecret;
    const services = Object.fromEntries(
      ['identity-provider', 'registrar', 'card-issuer', 'access-checker'].map((name) => [name, provider.issuer]),
    );
    await writeFile(list, `${people[1]!.studentNumber}\n\nnobody\n`);
    await writeFile(
      file,
      JSON.stringify({ issuer: provider.issuer, clientId: 'operator', clientSecret: secret, services }),
    );
    const { out } = await campus(file, 'accounts', 'invite', 'tpu', '--by', 'print', '--people', list);
    expect(out).toMatch(new RegExp(`${people[1]!.eppn}\\s+invited\\s+[a-z]{5}(-[a-z]{5}){3}`));
    expect(out).toMatch(/nobody\s+unknown/);
    await rm(folder, { recursive: true });
    const { rows } = await database.admin.raw<{ rows: { actor: string }[] }>(
      `select distinct actor from directory.audit_trail where action = 'invitation.made' order by actor`,
    );
    expect(rows.map(({ actor }) => actor.split(':')[0])).toEqual(['client', 'person']);
  });
});
