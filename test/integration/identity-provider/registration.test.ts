import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type FreshDatabase, freshDatabase } from '../../support/databases.ts';
import { arrangePerson, arrangeUniversities } from '../../support/people.ts';
import { Browser } from './browser.ts';
import { authorizationRequest, freshTokens, userinfo } from './flows.ts';
import { type IdentityProvider, startIdentityProviders } from './identity-provider.ts';

let database: FreshDatabase;
let provider: IdentityProvider;
let universityId: string;
let who: { login: string; password: string };

beforeAll(async () => {
  database = await freshDatabase();
  const { tpu } = await arrangeUniversities(database.admin);
  universityId = tpu.id;
  const person = await arrangePerson(database.admin, { university: tpu });
  provider = await startIdentityProviders(database);
  who = { login: person.eppn, password: 'пароль самозаписи' };
  await provider.api('PUT', `/api/v1/accounts/${person.personId}/password`, 'accounts.write', {
    password: who.password,
  });
});

afterAll(async () => {
  await provider?.stop();
  await database?.drop();
});

type Said = { readonly status: number; readonly [member: string]: unknown };

async function leave(change: Record<string, unknown> = {}): Promise<{ id: string; initial_access_token: string }> {
  const response = await provider.api('POST', '/api/v1/registration-leaves', 'clients.write', {
    label: 'Лаборатория',
    university_id: universityId,
    redirect_hosts: ['lms.tpu.ru'],
    registered_state: 'live',
    first_party: true,
    ...change,
  });
  expect(response.status).toBe(201);
  return (await response.json()) as { id: string; initial_access_token: string };
}

async function call(method: string, path: string, token: string | undefined, body?: unknown): Promise<Said> {
  const response = await fetch(`${provider.issuer}${path}`, {
    method,
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { ...(text === '' ? {} : (JSON.parse(text) as object)), status: response.status };
}

const redirect_uri = 'https://lms.tpu.ru/callback';
const wish = { client_name: 'Lab', 'client_name#ru': 'Лаборатория', redirect_uris: [redirect_uri], unheard_of: 1 };

describe('an application that registers itself', () => {
  it('finds where, by leave of its university, and people sign in to it', async () => {
    const found = (await (await fetch(`${provider.issuer}/.well-known/openid-configuration`)).json()) as object;
    expect(found).toMatchObject({ registration_endpoint: `${provider.issuer}/reg` });
    const { initial_access_token } = await leave();
    const registered = await call('POST', '/reg', initial_access_token, wish);
    expect(registered).toMatchObject({
      status: 201,
      client_secret_expires_at: 0,
      subject_type: 'pairwise',
      client_state: 'live',
      registration_client_uri: `${provider.issuer}/reg/${registered['client_id'] as string}`,
    });
    const client = { client_id: String(registered['client_id']), client_secret: String(registered['client_secret']) };
    const { tokens } = await freshTokens(provider.issuer, { ...client, redirect_uri }, who);
    expect((await userinfo(provider.issuer, tokens.access_token)).status).toBe(200);
    const { rows } = await database.admin.raw<{ rows: { university_id: string; action: string }[] }>(
      `select c.university_id, a.action from identity_provider.clients c
       join directory.audit_trail a on a.subject = 'client:' || c.id where c.id = ?`,
      [client.client_id],
    );
    expect(rows).toEqual([{ university_id: universityId, action: 'client.registered' }]);
  });

  it('is a draft that lets nobody in where its leave says so', async () => {
    const { initial_access_token } = await leave({ registered_state: 'draft' });
    const registered = await call('POST', '/reg', initial_access_token, wish);
    expect(registered['client_state']).toBe('draft');
    const client = { client_id: String(registered['client_id']), redirect_uri };
    const signingIn = async () => {
      const browser = new Browser();
      const request = authorizationRequest(provider.issuer, client);
      const { url } = await browser.follow(await browser.get(request.url), redirect_uri);
      const posted = await browser.post(url, { university: '', login: who.login, password: who.password });
      return (await browser.follow(posted, redirect_uri)).url;
    };
    expect((await signingIn()).startsWith(redirect_uri)).toBe(false);
  });

  it('needs a token that is good still', async () => {
    const spent = await leave();
    expect((await call('POST', '/reg', spent.initial_access_token, wish)).status).toBe(201);
    const revoked = await leave({ uses: 5 });
    expect((await provider.api('DELETE', `/api/v1/registration-leaves/${revoked.id}`, 'clients.write')).status).toBe(
      204,
    );
    const expired = await leave();
    await database.admin.raw(
      `update identity_provider.initial_access_tokens set expires_at = now() - interval '1 s' where id = ?`,
      [expired.id],
    );
    for (const token of [spent, revoked, expired]) {
      expect(await call('POST', '/reg', token.initial_access_token, wish)).toMatchObject({
        status: 401,
        error: 'invalid_token',
      });
    }
    expect((await call('POST', '/reg', 'x'.repeat(43), wish)).status).toBe(401);
    expect((await call('POST', '/reg', undefined, wish)).status).toBe(401);
  });

  it('with a hundred requests at once registers as often as it may', async () => {
    const { initial_access_token } = await leave({ uses: 3 });
    const answers = await Promise.all(
      Array.from({ length: 100 }, () => call('POST', '/reg', initial_access_token, wish)),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(3);
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(97);
  });

  it.each([
    [{ redirect_uris: ['https://evil.example/'] }, 'invalid_redirect_uri'],
    [{ redirect_uris: ['javascript:alert(1)'] }, 'invalid_redirect_uri'],
    [{ redirect_uris: [] }, 'invalid_redirect_uri'],
    [{ backchannel_logout_uri: 'https://evil.example/' }, 'invalid_client_metadata'],
    [{ jwks_uri: 'http://169.254.169.254/' }, 'invalid_client_metadata'],
    [{ scope: 'openid clients.write' }, 'invalid_client_metadata'],
    [{ scope: 'openid schac_home_organization' }, 'invalid_client_metadata'],
    [{ subject_type: 'public' }, 'invalid_client_metadata'],
    [{ grant_types: ['client_credentials'] }, 'invalid_client_metadata'],
    [{ response_types: ['token'] }, 'invalid_client_metadata'],
    [{ token_endpoint_auth_method: 'none', require_pkce: false }, 'invalid_client_metadata'],
    [{ client_name: '' }, 'invalid_client_metadata'],
  ])('is refused for %j, and its leave is not spent', async (change, error) => {
    const { initial_access_token } = await leave();
    expect(await call('POST', '/reg', initial_access_token, { ...wish, ...change })).toMatchObject({
      status: 400,
      error,
      error_description: expect.any(String),
    });
    expect((await call('POST', '/reg', initial_access_token, wish)).status).toBe(201);
  });
});

describe('an application that registered itself', () => {
  const registered = async (change: Record<string, unknown> = {}) => {
    const { initial_access_token } = await leave();
    const said = await call('POST', '/reg', initial_access_token, { ...wish, ...change });
    return { said, path: `/reg/${said['client_id'] as string}`, token: String(said['registration_access_token']) };
  };

  it('reads and replaces what it is, within its leave', async () => {
    const { said, path, token } = await registered();
    const read = await call('GET', path, token);
    expect(read).toMatchObject({ status: 200, client_name: 'Lab', registration_access_token: token });
    expect(read['client_secret']).toBeUndefined();
    const changed = { ...wish, client_id: said['client_id'], client_name: 'Lab 2', redirect_uris: [redirect_uri] };
    expect(await call('PUT', path, token, changed)).toMatchObject({ status: 200, client_name: 'Lab 2' });
    const beyond = { ...changed, redirect_uris: ['https://evil.example/'] };
    expect(await call('PUT', path, token, beyond)).toMatchObject({ status: 400, error: 'invalid_redirect_uri' });
    for (const bad of [{ client_id: 'operator' }, { token_endpoint_auth_method: 'none' }]) {
      expect(await call('PUT', path, token, { ...changed, ...bad })).toMatchObject({
        status: 400,
        error: 'invalid_client_metadata',
      });
    }
    expect(await call('GET', path, token)).toMatchObject({ client_name: 'Lab 2', redirect_uris: [redirect_uri] });
  });

  it('is nobody else’s business', async () => {
    const [one, another] = [await registered(), await registered()];
    const { initial_access_token } = await leave();
    for (const token of [
      another.token,
      initial_access_token,
      await provider.operatorToken('clients.write'),
      undefined,
    ]) {
      expect((await call('GET', one.path, token)).status).toBe(401);
      expect((await call('PUT', one.path, token, { ...wish, client_id: one.said['client_id'] })).status).toBe(401);
      expect((await call('DELETE', one.path, token)).status).toBe(401);
    }
    expect((await call('GET', '/reg/operator', one.token)).status).toBe(401);
    expect((await call('GET', one.path, one.token)).status).toBe(200);
  });

  it('withdraws itself for ever', async () => {
    const { said, path, token } = await registered();
    expect(await call('DELETE', path, token)).toEqual({ status: 204 });
    expect((await call('GET', path, token)).status).toBe(401);
    const client = { client_id: String(said['client_id']), redirect_uri };
    const answer = await new Browser().get(authorizationRequest(provider.issuer, client).url);
    expect(answer.status).toBe(400);
    const { rows } = await database.admin.raw<{ rows: { state: string }[] }>(
      'select state from identity_provider.clients where id = ?',
      [client.client_id],
    );
    expect(rows).toEqual([{ state: 'withdrawn' }]);
  });

  it('leaves no secret in the database', async () => {
    const { said, token } = await registered();
    const { rows } = await database.admin.raw<{ rows: { text: string }[] }>(
      `select string_agg(t::text, ' ') as text from (
         select to_jsonb(c) as t from identity_provider.clients c
         union all select to_jsonb(i) from identity_provider.initial_access_tokens i
         union all select to_jsonb(r) from identity_provider.registration_tokens r
         union all select to_jsonb(h) from identity_provider.client_history h) as everything`,
    );
    for (const secret of [token, String(said['client_secret'])]) expect(rows[0]!.text).not.toContain(secret);
  });
});
