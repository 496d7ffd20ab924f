import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createRemoteJWKSet, decodeJwt, jwtVerify } from 'jose';
import { type FreshDatabase, freshDatabase } from '../../support/databases.ts';
import { type ArrangedPerson, arrangePerson, arrangeUniversities } from '../../support/people.ts';
import type { Browser } from './browser.ts';
import {
  authorizationRequest,
  freshTokens,
  type RegisteredClient,
  redeem,
  registerClient,
  signInAt,
  type Tokens,
  userinfo,
} from './flows.ts';
import { type IdentityProvider, startIdentityProviders } from './identity-provider.ts';

let database: FreshDatabase;
let provider: IdentityProvider;
let person: ArrangedPerson;
let who: { login: string; password: string };
let listener: Server;
/** Logout tokens as applications received them, by the path they came to. */
const received: { path: string; token: string }[] = [];
let lmsA: RegisteredClient;
let lmsB: RegisteredClient;
let broken: RegisteredClient;

beforeAll(async () => {
  listener = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => {
      body += chunk.toString();
    });
    request.on('end', () => {
      received.push({ path: request.url!, token: new URLSearchParams(body).get('logout_token')! });
      response.writeHead(request.url === '/broken' ? 500 : 204).end();
    });
  });
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  const at = `http://localhost:${(listener.address() as AddressInfo).port}`;

  database = await freshDatabase();
  const { tpu } = await arrangeUniversities(database.admin);
  person = await arrangePerson(database.admin, { university: tpu });
  provider = await startIdentityProviders(database);
  who = { login: person.eppn, password: 'пароль для выхода' };
  await provider.api('PUT', `/api/v1/accounts/${person.personId}/password`, 'accounts.write', {
    password: who.password,
  });
  const register = (path: string) =>
    registerClient(provider, { backchannel_logout_uri: `${at}${path}`, post_logout_redirect_uris: [`${at}/after`] });
  [lmsA, lmsB, broken] = await Promise.all([register('/a'), register('/b'), register('/broken')]);
});

afterAll(async () => {
  await provider?.stop();
  await database?.drop();
  await new Promise((resolve) => listener?.close(resolve));
});

async function signedInEverywhere(): Promise<{ browser: Browser; atA: Tokens; atB: Tokens }> {
  const { browser, tokens: atA } = await freshTokens(provider.issuer, lmsA, who);
  const enter = async (client: RegisteredClient) => {
    const request = authorizationRequest(provider.issuer, client);
    const callback = await signInAt(browser, request, client, who);
    return (await (
      await redeem(provider.issuer, client, callback.searchParams.get('code')!, request.verifier)
    ).json()) as Tokens;
  };
  const atB = await enter(lmsB);
  await enter(broken);
  received.length = 0;
  return { browser, atA, atB };
}

/** Applications are told right after the answer, by whichever instance comes first. */
async function toldAll(atLeast: number): Promise<void> {
  for (let waits = 0; received.length < atLeast && waits < 200; waits += 1) await pause(25);
}

const endUrl = (query: Record<string, string>) => `${provider.issuer}/session/end?${new URLSearchParams(query)}`;
const after = async () => {
  const { rows } = await database.admin.raw<{ rows: { uri: string }[] }>(
    'select post_logout_redirect_uris[1] as uri from identity_provider.clients where id = ?',
    [lmsA.client_id],
  );
  return rows[0]!.uri;
};

async function expectSignedOut(browser: Browser, ...tokens: Tokens[]): Promise<void> {
  for (const one of tokens) expect((await userinfo(provider.issuer, one.access_token)).status).toBe(401);
  const silent = await browser.get(authorizationRequest(provider.issuer, lmsB, { prompt: 'none' }).url);
  expect(new URL(silent.headers.get('location')!).searchParams.get('error')).toBe('login_required');
}

describe('signing out', () => {
  it('at one application with its ID token ends all, tells all, and goes back without a question', async () => {
    const { browser, atA, atB } = await signedInEverywhere();
    const stolen = browser.clone();
    const response = await browser.get(
      endUrl({ id_token_hint: atA.id_token, post_logout_redirect_uri: await after(), state: 's1' }),
    );
    expect(response.status).toBe(303);
    expect(response.headers.get('location')).toBe(`${await after()}?state=s1`);

    await toldAll(3);
    expect([...new Set(received.map((one) => one.path))].toSorted()).toEqual(['/a', '/b', '/broken']);
    const keys = createRemoteJWKSet(new URL(`${provider.issuer}/jwks`));
    const told = received.find((one) => one.path === '/b')!;
    const { payload } = await jwtVerify(told.token, keys, {
      issuer: provider.issuer,
      audience: lmsB.client_id,
      typ: 'logout+jwt',
    });
    const { payload: idToken } = await jwtVerify(atB.id_token, keys);
    expect(payload).toMatchObject({
      sub: person.referenceId,
      sid: idToken['sid'],
      events: { 'http://schemas.openid.net/event/backchannel-logout': {} },
    });
    expect(payload).not.toHaveProperty('nonce');

    await expectSignedOut(browser, atA, atB);
    await expectSignedOut(stolen);
  });

  it('names the person as each application knows him', async () => {
    const { browser, tokens: atA } = await freshTokens(provider.issuer, lmsA, who);
    const { uri } = (
      await database.admin.raw<{ rows: { uri: string }[] }>(
        'select backchannel_logout_uri as uri from identity_provider.clients where id = ?',
        [lmsA.client_id],
      )
    ).rows[0]!;
    const stranger = await registerClient(provider, {
      backchannel_logout_uri: uri.replace('/a', '/pairwise'),
      subject_type: 'pairwise',
    });
    const request = authorizationRequest(provider.issuer, stranger);
    const callback = await signInAt(browser, request, stranger, who);
    const tokens = (await (
      await redeem(provider.issuer, stranger, callback.searchParams.get('code')!, request.verifier)
    ).json()) as Tokens;
    received.length = 0;
    await browser.get(endUrl({ id_token_hint: atA.id_token }));
    await toldAll(2);
    const said = (token: string) => decodeJwt(token) as { sub: string; sid: string };
    const told = said(received.find((one) => one.path === '/pairwise')!.token);
    const known = said(tokens.id_token);
    expect([told.sub, told.sid]).toEqual([known.sub, known.sid]);
    expect(told.sub).not.toBe(person.referenceId);
  });

  it('without an ID token asks first, and a link alone signs nobody out', async () => {
    const { browser, atA, atB } = await signedInEverywhere();
    const page = await browser.get(endUrl({ client_id: lmsA.client_id, post_logout_redirect_uri: await after() }));
    expect(page.status).toBe(200);
    const body = await page.text();
    expect((await userinfo(provider.issuer, atA.access_token)).status).toBe(200);
    expect(received).toEqual([]);
    expect(page.headers.get('content-security-policy')).toContain(
      `form-action 'self' ${new URL(await after()).origin}`,
    );

    const confirm = `${provider.issuer}/session/end/confirm`;
    expect((await browser.post(confirm, { xsrf: 'guessed', logout: 'yes' })).status).toBe(400);
    const xsrf = /name="xsrf" value="([^"]+)"/.exec(body)![1]!;
    const done = await browser.post(confirm, { xsrf, logout: 'yes' });
    expect(done.headers.get('location')).toBe(await after());
    await toldAll(3);
    expect([...new Set(received.map((one) => one.path))].toSorted()).toEqual(['/a', '/b', '/broken']);
    await expectSignedOut(browser, atA, atB);
  });

  it('with somebody else’s ID token asks first', async () => {
    const other = await arrangePerson(database.admin, { university: await tpu() });
    await provider.api('PUT', `/api/v1/accounts/${other.personId}/password`, 'accounts.write', {
      password: who.password,
    });
    const { tokens: theirs } = await freshTokens(provider.issuer, lmsA, { login: other.eppn, password: who.password });
    const { browser, atA } = await signedInEverywhere();
    expect((await browser.get(endUrl({ id_token_hint: theirs.id_token }))).status).toBe(200);
    expect((await userinfo(provider.issuer, atA.access_token)).status).toBe(200);
  });

  it('never leads to an address that is not registered', async () => {
    const { browser, atA } = await signedInEverywhere();
    const response = await browser.get(
      endUrl({ id_token_hint: atA.id_token, post_logout_redirect_uri: 'https://evil.example/' }),
    );
    expect(response.status).toBe(400);
    expect(response.headers.get('location')).toBeNull();
    expect((await userinfo(provider.issuer, atA.access_token)).status).toBe(200);
  });

  it('is in the audit trail', async () => {
    const { rows } = await database.admin.raw<{ rows: { action: string }[] }>(
      `select distinct action from directory.audit_trail where subject = ? order by action`,
      [`person:${person.personId}`],
    );
    expect(rows.map((row) => row.action)).toEqual(['password.set', 'sign-in.succeeded', 'sign-out.done']);
  });
});

describe('a new password or a lock', () => {
  it.each([
    ['password', { password: 'пароль для выхода' }],
    ['state', { state: 'locked' }],
  ])('ends what was open (%s)', async (what, body) => {
    const { browser, atA, atB } = await signedInEverywhere();
    expect(
      (await provider.api('PUT', `/api/v1/accounts/${person.personId}/${what}`, 'accounts.write', body)).status,
    ).toBe(204);
    await expectSignedOut(browser, atA, atB);
  });
});

async function tpu() {
  const { rows } = await database.admin.raw<{ rows: { id: string }[] }>(
    `select id from directory.universities where slug = 'tpu'`,
  );
  return { id: rows[0]!.id, homeOrganization: 'tpu.ru' } as never;
}

describe('a person who is erased from the directory', () => {
  it('is nobody at once, with whatever was open', async () => {
    const other = await arrangePerson(database.admin, { university: await tpu() });
    await provider.api('PUT', `/api/v1/accounts/${other.personId}/password`, 'accounts.write', {
      password: who.password,
    });
    const { browser, tokens } = await freshTokens(provider.issuer, lmsA, { login: other.eppn, password: who.password });
    await database.admin.raw(`update directory.people set status = 'erased' where id = ?`, [other.personId]);
    expect((await userinfo(provider.issuer, tokens.access_token)).status).toBe(401);
    const silent = await browser.get(authorizationRequest(provider.issuer, lmsB, { prompt: 'none' }).url);
    expect(new URL(silent.headers.get('location')!).searchParams.get('error')).toBe('login_required');
    expect((await browser.get(authorizationRequest(provider.issuer, lmsB).url)).headers.get('location')).toContain(
      '/interaction/',
    );
  });
});

describe('a shared computer', () => {
  it('on which somebody else signs in signs the first one out everywhere, also without scripts', async () => {
    const [first, second] = await Promise.all(
      [1, 2].map(async () => {
        const one = await arrangePerson(database.admin, { university: await tpu() });
        await provider.api('PUT', `/api/v1/accounts/${one.personId}/password`, 'accounts.write', {
          password: who.password,
        });
        return one;
      }),
    );
    const { browser, tokens } = await freshTokens(provider.issuer, lmsA, {
      login: first!.eppn,
      password: who.password,
    });
    received.length = 0;
    const request = authorizationRequest(provider.issuer, lmsB, { prompt: 'login' });
    const callback = await signInAt(browser, request, lmsB, { login: second!.eppn, password: who.password });
    const next = (await (
      await redeem(provider.issuer, lmsB, callback.searchParams.get('code')!, request.verifier)
    ).json()) as Tokens;
    expect(await (await userinfo(provider.issuer, next.access_token)).json()).toMatchObject({
      sub: second!.referenceId,
    });
    expect((await userinfo(provider.issuer, tokens.access_token)).status).toBe(401);
    await toldAll(1);
    expect(received.map((one) => one.path)).toContain('/a');
  });
});
