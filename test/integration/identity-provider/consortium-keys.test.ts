import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { acrossUniversities, mergePeople } from '@onecampus/directory';
import { uuidv7 } from '@onecampus/runtime';
import { keyEncryptionKey } from '@onecampus/tokens';
import { createLocalJWKSet, type JSONWebKeySet, jwtVerify } from 'jose';
import { tendKeys } from '../../../services/identity-provider/src/use-cases/tend-keys.ts';
import { type FreshDatabase, freshDatabase } from '../../support/databases.ts';
import { type ArrangedPerson, arrangePerson, arrangeUniversities } from '../../support/people.ts';
import type { Browser } from './browser.ts';
import { freshTokens, type RegisteredClient, registerClient } from './flows.ts';
import { type IdentityProvider, startIdentityProviders } from './identity-provider.ts';
import { signInToOwnPages } from './own-pages.ts';

const password = 'верный пароль 1';
const names = ['Первая', 'Вторая', 'Третья', 'Чужая', 'Двойник'] as const;
type Name = (typeof names)[number];

describe('the consortium’s keys', () => {
  let database: FreshDatabase;
  let provider: IdentityProvider;
  let lms: RegisteredClient;
  const people = {} as Record<Name, ArrangedPerson>;
  const browsers = {} as Record<Name, Browser>;

  beforeAll(async () => {
    database = await freshDatabase();
    const { tpu, tsu } = await arrangeUniversities(database.admin);
    provider = await startIdentityProviders(database, { settings: { CAMPUS_CONSOLE_PASSKEYS: 'no' } });
    for (const name of names) {
      const university = name === 'Двойник' ? tsu : tpu;
      people[name] = await arrangePerson(database.admin, { university, familyName: name });
      await provider.api('PUT', `/api/v1/accounts/${people[name].personId}/password`, 'accounts.write', { password });
      browsers[name] = await signedIn(people[name]);
    }
    lms = await registerClient(provider);
  });
  afterAll(async () => {
    await provider?.stop();
    await database?.drop();
  });

  const at = (path: string) => `${provider.issuer}${path}`;
  const jwks = async () => (await (await fetch(at('/jwks'))).json()) as JSONWebKeySet;
  const signingKid = async (alg = 'RS256') =>
    (await database.admin('identity_provider.signing_keys').where({ alg, state: 'signing' }).first('kid'))
      .kid as string;
  const name = (who: Name) =>
    provider.api('PUT', `/api/v1/consortium/officers/${people[who].personId}`, 'keys.write', undefined);

  async function signedIn(person: ArrangedPerson): Promise<Browser> {
    const { browser, response } = await signInToOwnPages(provider, { login: person.eppn, password });
    expect(response.status).toBe(200);
    return browser;
  }

  const ask = async (who: Name, form: Record<string, string>) =>
    browsers[who].post(at('/consortium/keys/ask'), { reason: 'проверка', ...form });
  const openRequest = async () =>
    (
      await database
        .admin('identity_provider.consortium_requests')
        .whereNull('outcome')
        .orderBy('asked_at', 'desc')
        .first('id')
    )?.id as string;
  const decide = async (who: Name, id: string, outcome: 'agreed' | 'refused') =>
    (await browsers[who].post(at(`/consortium/decisions/${id}`), { outcome })).status;

  it('the operator names two officers and not a third; nobody else sees their pages', async () => {
    expect((await name('Первая')).status).toBe(200);
    expect((await name('Вторая')).status).toBe(200);
    expect((await name('Третья')).status).toBe(409);
    for (const path of ['/consortium/keys', '/consortium/decisions', '/consortium/officers']) {
      expect((await browsers['Первая'].get(at(path))).status).toBe(200);
      expect((await browsers['Чужая'].get(at(path))).status).toBe(403);
    }
    expect((await ask('Чужая', { kind: 'rotate-keys' })).status).toBe(403);
    expect(await openRequest()).toBeUndefined();
  });

  it('one proposes and another one decides, once; nobody agrees with himself, nor with his second account', async () => {
    const { tokens } = await freshTokens(provider.issuer, lms, { login: people['Чужая'].eppn, password });
    const lost = await signingKid();
    expect((await ask('Первая', { kind: 'withdraw-key', kid: lost })).status).toBe(303);
    expect((await ask('Вторая', { kind: 'withdraw-key', kid: lost })).status).toBe(409);
    const id = await openRequest();
    expect(await decide('Первая', id, 'agreed')).toBe(403);
    expect(await decide('Чужая', id, 'agreed')).toBe(403);
    expect(await signingKid()).toBe(lost);

    // The second account of the one who asked: named an officer and then joined with him.
    await database
      .admin('identity_provider.consortium_roles')
      .insert({ person_id: people['Двойник'].personId, role: 'security-officer', granted_by: 'service:test' });
    await acrossUniversities(database.as('registrar'), (tx) =>
      mergePeople(tx, [people['Первая'].personId, people['Двойник'].personId], {
        id: uuidv7(),
        method: 'self',
        reason: 'test',
        decidedBy: ['person:x'],
      }),
    );
    expect(await decide('Двойник', id, 'agreed')).toBe(403);
    expect(await signingKid()).toBe(lost);

    expect(await decide('Вторая', id, 'agreed')).toBe(303);
    expect(await decide('Вторая', id, 'agreed')).toBe(404);
    // At once: it is out of the set, another one signs, and what it signed verifies with nothing that we publish.
    expect((await jwks()).keys.map(({ kid }) => kid)).not.toContain(lost);
    expect(await signingKid()).not.toBe(lost);
    await expect(jwtVerify(tokens.id_token, createLocalJWKSet(await jwks()))).rejects.toMatchObject({
      code: 'ERR_JWKS_NO_MATCHING_KEY',
    });
    const again = await freshTokens(provider.issuer, lms, { login: people['Чужая'].eppn, password });
    await jwtVerify(again.tokens.id_token, createLocalJWKSet(await jwks()));
    const kept = await database.admin('identity_provider.signing_keys').where({ kid: lost }).first();
    expect(kept).toMatchObject({ state: 'withdrawn', sealed_private_jwk: null, withdrawn_because: 'проверка' });
  });

  it('returns to the key that signed before, while everybody still has it', async () => {
    const before = await signingKid();
    await provider.api('POST', '/api/v1/keys/rotate', 'keys.write', { when: 'now' });
    const after = await signingKid();
    expect(after).not.toBe(before);
    const back = await provider.api('POST', `/api/v1/keys/${before}/return`, 'keys.write', { reason: 'LMS broke' });
    expect(back.status).toBe(200);
    expect(await signingKid()).toBe(before);
    expect((await jwks()).keys.map(({ kid }) => kid)).toContain(after);
    expect((await provider.api('POST', `/api/v1/keys/${before}/return`, 'keys.write', { reason: 'x' })).status).toBe(
      409,
    );
    expect((await provider.api('POST', '/api/v1/keys/none/withdraw', 'keys.write', { reason: 'x' })).status).toBe(404);
  });

  it('lets a new key wait for the application that has fetched the keys and not yet this one', async () => {
    const own = await freshDatabase();
    try {
      let seconds = 0;
      const clock = { now: () => new Date(Date.UTC(2026, 2, 1) + seconds * 1_000) };
      const kek = keyEncryptionKey(Buffer.alloc(32, 7));
      const times = { publishSeconds: 100, deadlineSeconds: 1_000, retireSeconds: 50, signSeconds: 500 };
      const tend = () => tendKeys({ db: own.as('identity-provider'), kek, clock, times });
      const state = async (kid: string) =>
        (await own.admin('identity_provider.signing_keys').where({ kid }).first('state')).state as string;
      const keyOf = async (wanted: string) =>
        (await own.admin('identity_provider.signing_keys').where({ alg: 'RS256', state: wanted }).first('kid'))?.kid;
      await tend();
      const first = await keyOf('signing');
      seconds += 600;
      await tend();
      const next = await keyOf('published');
      expect(next).toBeDefined();

      await own.admin('identity_provider.clients').insert({
        id: 'lms',
        name: 'LMS',
        name_ru: 'LMS',
        token_endpoint_auth_method: 'none',
        redirect_uris: ['https://lms.example/cb'],
        grant_types: ['authorization_code'],
        created_by: 'service:test',
      });
      const source = 'A'.repeat(43);
      await own.admin('identity_provider.client_sources').insert({ client_id: 'lms', source });
      await own.admin('identity_provider.key_fetches').insert({ source, kids: [first] });
      seconds += 200;
      await tend();
      expect([await state(first), await state(next)]).toEqual(['signing', 'published']);

      await own.admin('identity_provider.key_fetches').update({ kids: [first, next] });
      await tend();
      expect([await state(first), await state(next)]).toEqual(['retired', 'signing']);

      // And one that never comes for the next key is waited for until the deadline only.
      seconds += 600;
      await tend();
      const third = await keyOf('published');
      seconds += 900;
      await tend();
      expect(await state(third)).toBe('published');
      seconds += 101;
      await tend();
      expect(await state(third)).toBe('signing');
    } finally {
      await own.drop();
    }
  });

  it('knows from which place an application calls, and which keys were fetched from there', async () => {
    await freshTokens(provider.issuer, lms, { login: people['Чужая'].eppn, password });
    await jwks();
    const held = async () => {
      const answer = await provider.api('GET', '/api/v1/keys', 'keys.write');
      const { rows } = await database.admin.raw(
        `select f.kids from identity_provider.client_sources s join identity_provider.key_fetches f using (source)
         where s.client_id = ?`,
        [lms.client_id],
      );
      expect(answer.status).toBe(200);
      return rows[0]?.kids as string[] | undefined;
    };
    for (let tries = 0; tries < 100 && (await held()) === undefined; tries += 1)
      await new Promise((resolve) => setTimeout(resolve, 20));
    expect(await held()).toContain(await signingKid());
  });
});
