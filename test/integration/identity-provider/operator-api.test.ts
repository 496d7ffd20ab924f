import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { type FreshDatabase, freshDatabase } from '../../support/databases.ts';
import { type ArrangedPerson, arrangePerson, arrangeUniversities } from '../../support/people.ts';
import { tokenRequest } from './flows.ts';
import { type IdentityProvider, startIdentityProviders } from './identity-provider.ts';

let database: FreshDatabase;
let provider: IdentityProvider;
let person: ArrangedPerson;

beforeAll(async () => {
  database = await freshDatabase();
  const { tpu } = await arrangeUniversities(database.admin);
  person = await arrangePerson(database.admin, { university: tpu });
  provider = await startIdentityProviders(database, { instances: 2 });
});

afterAll(async () => {
  await provider?.stop();
  await database?.drop();
});

const operator = () => ({ client_id: 'operator', client_secret: provider.operatorSecret, redirect_uri: '' });
const ask = (form: Record<string, string>) =>
  tokenRequest(provider.issuer, operator(), { grant_type: 'client_credentials', ...form });
const post = (path: string, body: unknown, headers: Record<string, string>) =>
  fetch(`${provider.issuer}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });

describe('access tokens for our own APIs', () => {
  it('are signed, for one service each, with the scopes that were asked for', async () => {
    const response = await ask({ scope: 'people.read people.write', resource: 'http://localhost:4010' });
    const { access_token, expires_in } = (await response.json()) as { access_token: string; expires_in: number };
    const { payload, protectedHeader } = await jwtVerify(
      access_token,
      createRemoteJWKSet(new URL(`${provider.issuer}/jwks`)),
      {
        issuer: provider.issuer,
        audience: 'http://localhost:4010',
        typ: 'at+jwt',
      },
    );
    expect(payload).toMatchObject({ sub: 'operator', client_id: 'operator', scope: 'people.read people.write' });
    expect(protectedHeader.alg).toBe('RS256');
    expect(expires_in).toBe(300);
  });

  it('find their service by the scope where none is named', async () => {
    const { access_token } = (await (await ask({ scope: 'cards.read' })).json()) as { access_token: string };
    expect(JSON.parse(Buffer.from(access_token.split('.')[1]!, 'base64url').toString())).toMatchObject({
      aud: 'http://localhost:4020',
    });
  });

  it.each<[string, Record<string, string>, string]>([
    ['scopes of two services and no service named', { scope: 'cards.read people.read' }, 'invalid_target'],
    ['an unknown service', { scope: 'cards.read', resource: 'https://evil.example' }, 'invalid_target'],
  ])('are refused for %s', async (_case, form, error) => {
    const response = await ask(form);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error });
  });

  it('are refused to a client that was not given the scope', async () => {
    const created = (await (
      await provider.api('POST', '/api/v1/clients', 'clients.write', {
        client_name: 'Reader',
        grant_types: ['client_credentials'],
        scope: 'cards.read',
      })
    ).json()) as { client_id: string; client_secret: string };
    const client = { ...created, redirect_uri: '' };
    expect(
      (await tokenRequest(provider.issuer, client, { grant_type: 'client_credentials', scope: 'cards.read' })).status,
    ).toBe(200);
    const more = await tokenRequest(provider.issuer, client, {
      grant_type: 'client_credentials',
      scope: 'cards.read cards.write',
    });
    expect(await more.json()).toMatchObject({ error: 'invalid_scope' });
  });

  it('are refused for a wrong secret and for none', async () => {
    expect(
      (
        await tokenRequest(
          provider.issuer,
          { ...operator(), client_secret: 'x'.repeat(43) },
          { grant_type: 'client_credentials' },
        )
      ).status,
    ).toBe(401);
    const { client_secret: _, ...nameless } = operator();
    expect((await tokenRequest(provider.issuer, nameless, { grant_type: 'client_credentials' })).status).toBe(401);
  });
});

describe('the operator’s API', () => {
  it('wants a token, of this service, with the scope', async () => {
    expect((await post('/api/v1/clients', {}, {})).status).toBe(401);
    expect((await post('/api/v1/clients', {}, { authorization: 'Bearer forged' })).status).toBe(401);
    const foreign = ((await (await ask({ scope: 'cards.write' })).json()) as { access_token: string }).access_token;
    expect((await post('/api/v1/clients', {}, { authorization: `Bearer ${foreign}` })).status).toBe(401);
    const weak = await provider.operatorToken('keys.write');
    const refused = await post('/api/v1/clients', { client_name: 'x' }, { authorization: `Bearer ${weak}` });
    expect(refused.status).toBe(403);
    expect(refused.headers.get('content-type')).toContain('application/problem+json');
  });

  it.each<[string, unknown, number, string]>([
    [
      'an unknown field',
      { client_name: 'x', redirect_uris: ['http://localhost/cb'], admin: true },
      400,
      'request.unknown_field',
    ],
    ['a text for a list', { client_name: 'x', redirect_uris: 'http://localhost/cb' }, 400, 'request.malformed'],
    ['no redirect address', { client_name: 'x' }, 422, 'client.unfit'],
    [
      'a scope nobody honours',
      { client_name: 'x', redirect_uris: ['http://localhost/cb'], scope: 'openid everything' },
      422,
      'client.unfit',
    ],
    [
      'an id that is taken',
      { client_id: 'operator', client_name: 'x', redirect_uris: ['http://localhost/cb'] },
      409,
      'client.exists',
    ],
    ['more than it takes', { client_name: 'x'.repeat(70_000) }, 413, 'request.too_large'],
  ])('refuses to register %s', async (_case, body, status, code) => {
    const response = await provider.api('POST', '/api/v1/clients', 'clients.write', body);
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ status, code });
  });

  it('shows a secret once and keeps only its hash', async () => {
    const secret = 's'.repeat(43);
    const body = {
      client_id: 'chosen',
      client_secret: secret,
      client_name: 'Chosen',
      'client_name#ru': 'Выбранный',
      redirect_uris: ['http://localhost/cb'],
    };
    expect(await (await provider.api('POST', '/api/v1/clients', 'clients.write', body)).json()).toMatchObject({
      client_id: 'chosen',
      client_secret: secret,
      discovery: `${provider.issuer}/.well-known/openid-configuration`,
    });
    const list = await (await provider.api('GET', '/api/v1/clients', 'clients.write')).text();
    expect(list).toContain('Выбранный');
    expect(list).not.toContain(secret);
    expect(list).not.toMatch(/secret_?hash/i);
  });

  it.each<[string, unknown, number, string]>([
    ['too short', { password: '1234567' }, 422, 'password.unfit'],
    ['too long', { password: 'x'.repeat(1_025) }, 422, 'password.unfit'],
    ['not a text', { password: 12_345_678 }, 400, 'request.malformed'],
    ['absent', {}, 400, 'request.malformed'],
  ])('refuses a password that is %s', async (_case, body, status, code) => {
    const response = await provider.api('PUT', `/api/v1/accounts/${person.personId}/password`, 'accounts.write', body);
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ code });
  });

  it('knows nobody whom the directory does not know', async () => {
    const nobody = '01900000-0000-7000-8000-000000000000';
    const response = await provider.api('PUT', `/api/v1/accounts/${nobody}/password`, 'accounts.write', {
      password: 'long enough',
    });
    expect(await response.json()).toMatchObject({ status: 404, code: 'person.unknown' });
    expect(
      (await provider.api('PUT', `/api/v1/accounts/${nobody}/state`, 'accounts.write', { state: 'locked' })).status,
    ).toBe(404);
    expect(
      (await provider.api('PUT', '/api/v1/accounts/1/password', 'accounts.write', { password: 'long enough' })).status,
    ).toBe(400);
  });
});

describe('a rotation of the signing keys', () => {
  const jwksOf = async (url: string) =>
    ((await (await fetch(`${url}/jwks`)).json()) as { keys: { kid: string; alg: string }[] }).keys;
  const signerOf = async () =>
    JSON.parse(Buffer.from((await provider.operatorToken('keys.write')).split('.')[0]!, 'base64url').toString())
      .kid as string;
  const onEveryInstance = async (condition: (kids: string[]) => boolean) => {
    for (const url of provider.instances) {
      for (let tries = 0; !condition((await jwksOf(url)).map((key) => key.kid)); tries += 1) {
        if (tries === 100) throw new Error(`${url} did not take up the keys`);
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    }
  };

  it('publishes the successor on every instance before it signs', async () => {
    const before = await signerOf();
    const { keys } = (await (await provider.api('POST', '/api/v1/keys/rotate', 'keys.write', {})).json()) as {
      keys: { kid: string; alg: string; state: string }[];
    };
    const next = keys.find((key) => key.alg === 'RS256' && key.state === 'published')!;
    await onEveryInstance((kids) => kids.includes(next.kid) && kids.includes(before));
    expect(await signerOf()).toBe(before);
  });

  it('signs at once where a key was lost, and goes on accepting what the old one signed', async () => {
    const old = await provider.operatorToken('clients.write');
    const before = await signerOf();
    await provider.api('POST', '/api/v1/keys/rotate', 'keys.write', { when: 'now' });
    const after = await signerOf();
    expect(after).not.toBe(before);
    await onEveryInstance((kids) => kids.includes(after) && kids.includes(before));
    for (const url of provider.instances) {
      expect((await fetch(`${url}/api/v1/clients`, { headers: { authorization: `Bearer ${old}` } })).status).toBe(200);
    }
  });
});
