import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Browser } from '../integration/identity-provider/browser.ts';
import {
  authorizationRequest,
  freshTokens,
  type RegisteredClient,
  redeem,
  registerClient,
  signInAt,
  type Tokens,
  tokenRequest,
  userinfo,
} from '../integration/identity-provider/flows.ts';
import { type IdentityProvider, startIdentityProviders } from '../integration/identity-provider/identity-provider.ts';
import { type FreshDatabase, freshDatabase } from '../support/databases.ts';
import { arrangePerson, arrangeUniversities } from '../support/people.ts';

let database: FreshDatabase;
let provider: IdentityProvider;
let who: { login: string; password: string };
let confidential: RegisteredClient;
let publicClient: RegisteredClient;

beforeAll(async () => {
  database = await freshDatabase();
  const { tpu } = await arrangeUniversities(database.admin);
  const person = await arrangePerson(database.admin, { university: tpu });
  provider = await startIdentityProviders(database, { instances: 2 });
  who = { login: person.eppn, password: 'пароль для гонок' };
  await provider.api('PUT', `/api/v1/accounts/${person.personId}/password`, 'accounts.write', {
    password: who.password,
  });
  confidential = await registerClient(provider, { grant_types: ['authorization_code', 'refresh_token'] });
  publicClient = await registerClient(provider, {
    grant_types: ['authorization_code', 'refresh_token'],
    token_endpoint_auth_method: 'none',
  });
});

afterAll(async () => {
  await provider?.stop();
  await database?.drop();
});

async function freshCode(client: RegisteredClient): Promise<{ code: string; verifier: string }> {
  const request = authorizationRequest(provider.issuer, client);
  const callback = await signInAt(new Browser(), request, client, who);
  return { code: callback.searchParams.get('code')!, verifier: request.verifier };
}

const instance = (n: number) => provider.instances[n % provider.instances.length]!;

describe('an authorization code', () => {
  it('redeemed a hundred times at once over two instances is honoured once, and what it gave is withdrawn', async () => {
    const { code, verifier } = await freshCode(confidential);
    const responses = await Promise.all(
      Array.from({ length: 100 }, (_, n) => redeem(instance(n), confidential, code, verifier)),
    );
    const honoured = responses.filter((response) => response.status === 200);
    expect(honoured).toHaveLength(1);
    const refused = await Promise.all(responses.filter((one) => one.status !== 200).map(async (one) => one.json()));
    expect(new Set(refused.map((body) => (body as Tokens).error))).toEqual(new Set(['invalid_grant']));

    const tokens = (await honoured[0]!.json()) as Tokens;
    expect((await userinfo(provider.issuer, tokens.access_token)).status).toBe(401);
    const refresh = { grant_type: 'refresh_token', refresh_token: tokens.refresh_token! };
    expect((await tokenRequest(provider.issuer, confidential, refresh)).status).toBe(400);
  });

  it('shown again later is refused, and withdraws the tokens of the first use', async () => {
    const { tokens, code, verifier } = await freshTokens(provider.issuer, confidential, who);
    expect((await userinfo(provider.issuer, tokens.access_token)).status).toBe(200);
    expect((await redeem(provider.issuer, confidential, code, verifier)).status).toBe(400);
    expect((await userinfo(provider.issuer, tokens.access_token)).status).toBe(401);
    const refresh = { grant_type: 'refresh_token', refresh_token: tokens.refresh_token! };
    expect((await tokenRequest(provider.issuer, confidential, refresh)).status).toBe(400);
  });

  it('is worth nothing to another client, and stays good for its own', async () => {
    const { code, verifier } = await freshCode(confidential);
    const thief = { ...publicClient, redirect_uri: confidential.redirect_uri };
    expect((await redeem(provider.issuer, thief, code, verifier)).status).toBe(400);
    expect((await redeem(provider.issuer, confidential, code, 'w'.repeat(43))).status).toBe(400);
    expect((await redeem(provider.issuer, confidential, code, verifier)).status).toBe(200);
  });
});

describe('a rotating refresh token', () => {
  const refresh = (at: string, token: string) =>
    tokenRequest(at, publicClient, { grant_type: 'refresh_token', refresh_token: token });

  it('used a hundred times at once has one successor, and its whole family is withdrawn', async () => {
    const { tokens } = await freshTokens(provider.issuer, publicClient, who);
    const responses = await Promise.all(
      Array.from({ length: 100 }, (_, n) => refresh(instance(n), tokens.refresh_token!)),
    );
    const honoured = await Promise.all(
      responses.filter((response) => response.status === 200).map((one) => one.json() as Promise<Tokens>),
    );
    // One was first, and one at most was told the same again; all others are a theft.
    expect([1, 2]).toContain(honoured.length);
    expect(new Set(honoured.map((one) => one.refresh_token)).size).toBe(1);
    for (const successor of honoured) {
      expect((await refresh(provider.issuer, successor.refresh_token!)).status).toBe(400);
      expect((await userinfo(provider.issuer, successor.access_token)).status).toBe(401);
    }
    expect((await userinfo(provider.issuer, tokens.access_token)).status).toBe(401);
    const { rows } = await database.admin.raw<{ rows: { actor: string }[] }>(
      `select actor from directory.audit_trail where action = 'refresh-token.reused'`,
    );
    expect(rows).toEqual([{ actor: `client:${publicClient.client_id}` }]);
  });

  it('whose answer was lost is answered once more with the same successor, which goes on', async () => {
    const { tokens } = await freshTokens(provider.issuer, publicClient, who);
    const lost = (await (await refresh(instance(0), tokens.refresh_token!)).json()) as Tokens;
    const again = (await (await refresh(instance(1), tokens.refresh_token!)).json()) as Tokens;
    expect(again.refresh_token).toBe(lost.refresh_token);
    expect(again.access_token).not.toBe(lost.access_token);
    const next = (await (await refresh(provider.issuer, again.refresh_token!)).json()) as Tokens;
    expect(next.refresh_token).toEqual(expect.any(String));
    expect(next.refresh_token).not.toBe(again.refresh_token);
  });

  it('shown a third time withdraws its family', async () => {
    const { tokens } = await freshTokens(provider.issuer, publicClient, who);
    await refresh(provider.issuer, tokens.refresh_token!);
    const again = (await (await refresh(provider.issuer, tokens.refresh_token!)).json()) as Tokens;
    expect((await refresh(provider.issuer, tokens.refresh_token!)).status).toBe(400);
    expect((await refresh(provider.issuer, again.refresh_token!)).status).toBe(400);
  });

  it('whose answer was lost is answered to its own client alone', async () => {
    const { tokens } = await freshTokens(provider.issuer, publicClient, who);
    await refresh(provider.issuer, tokens.refresh_token!);
    const thief = await registerClient(provider, {
      grant_types: ['authorization_code', 'refresh_token'],
      token_endpoint_auth_method: 'none',
    });
    const form = { grant_type: 'refresh_token', refresh_token: tokens.refresh_token! };
    expect((await tokenRequest(provider.issuer, thief, form)).status).toBe(400);
    expect((await refresh(provider.issuer, tokens.refresh_token!)).status).toBe(200);
  });

  it('goes on from one to the next', async () => {
    const { tokens } = await freshTokens(provider.issuer, publicClient, who);
    let token = tokens.refresh_token!;
    for (let step = 0; step < 3; step += 1) {
      const next = (await (await refresh(provider.issuer, token)).json()) as Tokens;
      expect(next.refresh_token).not.toBe(token);
      token = next.refresh_token!;
    }
    expect((await refresh(provider.issuer, tokens.refresh_token!)).status).toBe(400);
    expect((await refresh(provider.issuer, token)).status).toBe(400);
  });

  it('of a client that proves who it is stays the same', async () => {
    const { tokens } = await freshTokens(provider.issuer, confidential, who);
    const again = (await (
      await tokenRequest(provider.issuer, confidential, {
        grant_type: 'refresh_token',
        refresh_token: tokens.refresh_token!,
      })
    ).json()) as Tokens;
    expect(again.refresh_token).toBe(tokens.refresh_token);
  });
});

describe('what is stored', () => {
  it('holds no value that opens anything', async () => {
    const { tokens, code, browser } = await freshTokens(provider.issuer, publicClient, who);
    const { rows } = await database.admin.raw<{ rows: { text: string }[] }>(
      `select coalesce(string_agg(t::text, ' '), '') as text from (
         select to_jsonb(s) as t from identity_provider.sessions s
         union all select to_jsonb(a) from identity_provider.session_authorizations a
         union all select to_jsonb(g) from identity_provider.grants g
         union all select to_jsonb(r) from identity_provider.refresh_tokens r
         union all select to_jsonb(c) from identity_provider.clients c
         union all select to_jsonb(k) from identity_provider.signing_keys k) as everything`,
    );
    const secrets = [
      tokens.access_token,
      tokens.refresh_token!,
      code,
      browser.cookie('campus_session')!,
      confidential.client_secret!,
      provider.operatorSecret,
    ];
    for (const secret of secrets) expect(rows[0]!.text).not.toContain(secret);
  });
});
