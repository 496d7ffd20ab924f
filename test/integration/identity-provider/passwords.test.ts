import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { campus } from '../../journeys/campus.ts';
import { type FreshDatabase, freshDatabase } from '../../support/databases.ts';
import { type ArrangedPerson, arrangePerson, arrangeUniversities } from '../../support/people.ts';
import { Browser } from './browser.ts';
import { addTotp, beginSignIn, openAccount, withoutQuery } from './factor-flows.ts';
import { authorizationRequest, type RegisteredClient, registerClient } from './flows.ts';
import { type IdentityProvider, startIdentityProviders } from './identity-provider.ts';

const password = 'кедр-и-багульник 7';
const old = 'прежний-пароль';
const ssha = (secret: string) =>
  `{SSHA}${Buffer.concat([createHash('sha1').update(`${secret}соль`).digest(), Buffer.from('соль')]).toString('base64')}`;

let database: FreshDatabase;
let provider: IdentityProvider;
let client: RegisteredClient;
let university: Awaited<ReturnType<typeof arrangeUniversities>>['tpu'];

beforeAll(async () => {
  database = await freshDatabase();
  university = (await arrangeUniversities(database.admin)).tpu;
  provider = await startIdentityProviders(database);
  client = await registerClient(provider);
});

afterAll(async () => {
  await provider?.stop();
  await database?.drop();
});

const setPassword = (person: ArrangedPerson, wanted: string) =>
  provider.api('PUT', `/api/v1/accounts/${person.personId}/password`, 'accounts.write', { password: wanted });

const importHashes = async (accounts: readonly { login: string; hash: string }[]) =>
  (await provider.api('POST', '/api/v1/accounts/imported-passwords', 'accounts.write', { accounts })).json();

async function signInStatus(login: string, tried: string, browser = new Browser()): Promise<number> {
  const page = await beginSignIn(provider, browser, authorizationRequest(provider.issuer, client));
  return (await browser.post(withoutQuery(page), { university: '', login, password: tried })).status;
}

async function stored(personId: string) {
  const { rows } = await database.admin.raw<{ rows: { own: string | null; imported: string | null }[] }>(
    `select p.hash as own, i.hash as imported from identity_provider.accounts a
     left join identity_provider.passwords p using (person_id)
     left join identity_provider.imported_passwords i using (person_id) where a.person_id = ?`,
    [personId],
  );
  return rows[0];
}

describe('a password that an operator sets', () => {
  it.each([
    ['короткий пароль'.slice(0, 14), 'too_short'],
    ['Password2024!!!!', 'common'],
    ['qwertyuiopasdfgh', 'pattern'],
    ['политехнический2026', 'context'],
    ['Соболева Мария 04', 'context'],
  ])('%s is refused: %s', async (wanted, fault) => {
    const person = await arrangePerson(database.admin, { university, familyName: 'Соболева', givenName: 'Мария' });
    const answer = await setPassword(person, wanted);
    expect(answer.status).toBe(422);
    expect(await answer.json()).toMatchObject({ code: 'password.unfit', fault });
    expect(await stored(person.personId)).toBeUndefined();
  });

  it('may be as short as eight characters beside a second factor', async () => {
    const person = await arrangePerson(database.admin, { university });
    const short = 'zq7vbxkw';
    expect((await setPassword(person, short)).status).toBe(422);
    await setPassword(person, password);
    const browser = new Browser();
    await openAccount(provider, browser, { login: person.eppn, password });
    await addTotp(provider, browser);
    expect((await setPassword(person, short)).status).toBe(204);
  });
});

describe('a password that its owner changes', () => {
  it('needs the present one, ends his other sessions, and is told to him', async () => {
    const person = await arrangePerson(database.admin, { university });
    await setPassword(person, password);
    const [here, elsewhere] = [new Browser(), new Browser()];
    for (const browser of [here, elsewhere]) await openAccount(provider, browser, { login: person.eppn, password });
    const page = `${provider.issuer}/account/security/password`;
    const change = (present: string, next: string) => here.post(page, { username: '', present, next });

    expect((await change('не тот пароль', 'сойка ворует жёлуди')).status).toBe(422);
    expect((await change(password, 'qwertyuiopasdfgh')).status).toBe(422);
    expect((await change(password, password)).status).toBe(422);
    expect((await change(password, 'сойка ворует жёлуди')).headers.get('location')).toContain('passwordChanged');

    expect((await here.get(`${provider.issuer}/account/security`)).status).toBe(200);
    expect((await elsewhere.get(`${provider.issuer}/account/security`)).status).toBe(303);
    expect(await signInStatus(person.eppn, password)).toBe(422);
    expect(await signInStatus(person.eppn, 'сойка ворует жёлуди')).toBe(303);
    const { rows } = await database.admin.raw<{ rows: { kind: string }[] }>(
      'select kind from identity_provider.notices where person_id = ?',
      [person.personId],
    );
    expect(rows.map((row) => row.kind)).toContain('password-changed');
  });

  it('cannot be guessed at an open session for long', async () => {
    const person = await arrangePerson(database.admin, { university });
    await setPassword(person, password);
    const here = new Browser();
    await openAccount(provider, here, { login: person.eppn, password });
    const page = `${provider.issuer}/account/security/password`;
    const change = async (present: string) =>
      (await here.post(page, { username: '', present, next: 'сойка ворует жёлуди' })).status;
    for (let n = 0; n < 10; n += 1) expect(await change(`догадка ${n}`)).toBe(422);
    expect(await change(password)).toBe(429);
  });
});

describe('hashes brought from elsewhere', () => {
  it('serve for one sign-in and become ours in it; of many at once every right one is let in', async () => {
    const person = await arrangePerson(database.admin, { university });
    expect(await importHashes([{ login: person.eppn, hash: ssha(old) }])).toEqual({ imported: 1, refused: [] });
    expect(await stored(person.personId)).toEqual({ own: null, imported: ssha(old) });
    expect(await signInStatus(person.eppn, 'не тот')).toBe(422);

    const statuses = await Promise.all(Array.from({ length: 6 }, () => signInStatus(person.eppn, old)));
    expect(statuses).toEqual(Array.from({ length: 6 }, () => 303));
    const now = await stored(person.personId);
    expect(now?.imported).toBeNull();
    expect(now?.own).toMatch(/^\$argon2id\$/);
    expect(await signInStatus(person.eppn, old)).toBe(303);
    const { rows } = await database.admin.raw<{ rows: { count: number }[] }>(
      `select count(*)::int as count from directory.audit_trail where subject = ? and action = 'password.taken_over'`,
      [`person:${person.personId}`],
    );
    expect(rows[0]!.count).toBe(1);
  });

  it('do not take the place of a password of ours, and are refused one by one', async () => {
    const [own, fresh] = [
      await arrangePerson(database.admin, { university }),
      await arrangePerson(database.admin, { university }),
    ];
    await setPassword(own, password);
    const answer = await importHashes([
      { login: own.eppn, hash: ssha(old) },
      { login: fresh.eppn, hash: '5f4dcc3b5aa765d61d8327deb882cf99' },
      { login: 'nobody.here@tpu.ru', hash: ssha(old) },
    ]);
    expect(answer).toEqual({
      imported: 0,
      refused: [
        { login: own.eppn, reason: 'has-password' },
        { login: fresh.eppn, reason: 'unfit' },
        { login: 'nobody.here@tpu.ru', reason: 'unknown' },
      ],
    });
    expect(await signInStatus(own.eppn, old)).toBe(422);
    expect(await signInStatus(own.eppn, password)).toBe(303);
  });

  it('come by the operator’s command line, a login and its hash a line', async () => {
    const [one, other] = [
      await arrangePerson(database.admin, { university }),
      await arrangePerson(database.admin, { university }),
    ];
    const folder = await mkdtemp(path.join(tmpdir(), 'campus-hashes-'));
    try {
      const { issuer, operatorSecret } = provider;
      const services = {
        'identity-provider': issuer,
        registrar: issuer,
        'card-issuer': issuer,
        'access-checker': issuer,
      };
      const configuration = path.join(folder, 'operator.json');
      await writeFile(
        configuration,
        JSON.stringify({
          issuer,
          clientId: 'operator',
          clientSecret: operatorSecret,
          scope: 'accounts.write',
          services,
        }),
      );
      const file = path.join(folder, 'hashes.txt');
      await writeFile(file, `${one.eppn} ${ssha(old)}\n${other.eppn}\t{MD5}5f4dcc3b5aa765d61d83\n`);
      const ran = await campus(configuration, 'accounts', 'import-passwords', file, '--output', 'json');
      expect(ran.json()).toEqual({ imported: 1, refused: [{ login: other.eppn, reason: 'unfit' }] });
    } finally {
      await rm(folder, { recursive: true });
    }
    expect(await signInStatus(one.eppn, old)).toBe(303);
  });

  it('are gone when a new password is set in their place', async () => {
    const person = await arrangePerson(database.admin, { university });
    await importHashes([{ login: person.eppn, hash: ssha(old) }]);
    await setPassword(person, password);
    expect((await stored(person.personId))?.imported).toBeNull();
    expect(await signInStatus(person.eppn, old)).toBe(422);
  });
});
