import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type FreshDatabase, freshDatabase } from '../../support/databases.ts';
import { arrangePerson, arrangeUniversities } from '../../support/people.ts';
import { Browser } from './browser.ts';
import { authorizationRequest, type RegisteredClient, registerClient, signInAt, tokenRequest } from './flows.ts';
import { type IdentityProvider, startIdentityProviders } from './identity-provider.ts';

let database: FreshDatabase;
let provider: IdentityProvider;
let who: { login: string; password: string };
/** As Moodle, Canvas and Open edX are registered: they know their secret and nothing of PKCE. */
let plain: RegisteredClient;
let careful: RegisteredClient;
let publicClient: RegisteredClient;
let browser: Browser;

beforeAll(async () => {
  database = await freshDatabase();
  const { tpu } = await arrangeUniversities(database.admin);
  const person = await arrangePerson(database.admin, { university: tpu });
  provider = await startIdentityProviders(database);
  who = { login: person.eppn, password: 'пароль для проверки' };
  await provider.api('PUT', `/api/v1/accounts/${person.personId}/password`, 'accounts.write', {
    password: who.password,
  });
  plain = await registerClient(provider, { require_pkce: false });
  careful = await registerClient(provider);
  publicClient = await registerClient(provider, { token_endpoint_auth_method: 'none' });
  browser = new Browser();
  await signInAt(browser, authorizationRequest(provider.issuer, careful), careful, who);
});

afterAll(async () => {
  await provider?.stop();
  await database?.drop();
});

/** Asks for a code with the parameters changed; `undefined` takes one away. */
async function codeFor(client: RegisteredClient, change: Record<string, string | undefined>) {
  const { url, verifier } = authorizationRequest(provider.issuer, client);
  const asked = new URL(url);
  for (const [name, value] of Object.entries(change)) {
    if (value === undefined) asked.searchParams.delete(name);
    else asked.searchParams.set(name, value);
  }
  const { response, url: at } = await browser.follow(await browser.get(asked.href), client.redirect_uri);
  const answer = new URL(at.startsWith(client.redirect_uri) ? at : response.url).searchParams;
  return { code: answer.get('code'), error: answer.get('error'), verifier };
}

const withoutPkce = { code_challenge: undefined, code_challenge_method: undefined };

async function redeemed(client: RegisteredClient, code: string | null, verifier?: string) {
  const response = await tokenRequest(provider.issuer, client, {
    grant_type: 'authorization_code',
    code: code ?? '',
    redirect_uri: client.redirect_uri,
    ...(verifier === undefined ? {} : { code_verifier: verifier }),
  });
  return { status: response.status, ...((await response.json()) as { error?: string }) };
}

describe('PKCE', () => {
  it('may be left out by a confidential application that was registered so', async () => {
    const { code } = await codeFor(plain, withoutPkce);
    expect(await redeemed(plain, code)).toMatchObject({ status: 200 });
  });

  it('is demanded of every other one', async () => {
    expect(await codeFor(careful, withoutPkce)).toMatchObject({ code: null, error: 'invalid_request' });
    expect(await codeFor(publicClient, withoutPkce)).toMatchObject({ code: null, error: 'invalid_request' });
  });

  it('cannot be waived for public and native applications, nor under FAPI 2.0', async () => {
    const ask = (change: Record<string, unknown>) =>
      provider.api('POST', '/api/v1/clients', 'clients.write', {
        client_name: 'Careless',
        redirect_uris: ['https://app.example/callback'],
        require_pkce: false,
        ...change,
      });
    expect((await ask({ token_endpoint_auth_method: 'none' })).status).toBe(422);
    expect((await ask({ application_type: 'native' })).status).toBe(422);
    expect((await ask({ profile: 'fapi2', token_endpoint_auth_method: 'private_key_jwt' })).status).toBe(422);
  });

  it('once begun is held to: no code without its verifier', async () => {
    const { code } = await codeFor(plain, {});
    expect(await redeemed(plain, code)).toMatchObject({ status: 400, error: 'invalid_grant' });
  });

  it('cannot be talked away on the way: a verifier without a challenge is refused', async () => {
    const { code, verifier } = await codeFor(plain, withoutPkce);
    expect(await redeemed(plain, code, verifier)).toMatchObject({ status: 400, error: 'invalid_grant' });
  });

  it('is S256 and nothing weaker', async () => {
    expect(await codeFor(careful, { code_challenge_method: 'plain' })).toMatchObject({ error: 'invalid_request' });
    expect(await codeFor(careful, { code_challenge_method: undefined })).toMatchObject({ error: 'invalid_request' });
    expect(await codeFor(careful, { code_challenge: undefined })).toMatchObject({ error: 'invalid_request' });
  });
});
