import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { decodeJwt } from 'jose';
import { type FreshDatabase, freshDatabase } from '../../support/databases.ts';
import { type ArrangedPerson, arrangePerson, arrangeUniversities } from '../../support/people.ts';
import type { Browser } from './browser.ts';
import {
  authorizationRequest,
  freshTokens,
  type RegisteredClient,
  redeem,
  registerClient,
  type Tokens,
} from './flows.ts';
import { type IdentityProvider, startIdentityProviders } from './identity-provider.ts';

const sfa = 'https://refeds.org/profile/sfa';
const mfa = 'https://refeds.org/profile/mfa';

let database: FreshDatabase;
let provider: IdentityProvider;
let client: RegisteredClient;
let plain: { person: ArrangedPerson; browser: Browser; tokens: Tokens };
let equipped: { person: ArrangedPerson; browser: Browser; tokens: Tokens };

beforeAll(async () => {
  database = await freshDatabase();
  const { tpu } = await arrangeUniversities(database.admin);
  provider = await startIdentityProviders(database);
  client = await registerClient(provider);
  const password = 'пароль на два шага';
  const signedIn = async () => {
    const person = await arrangePerson(database.admin, { university: tpu });
    await provider.api('PUT', `/api/v1/accounts/${person.personId}/password`, 'accounts.write', { password });
    return { person, ...(await freshTokens(provider.issuer, client, { login: person.eppn, password })) };
  };
  [plain, equipped] = [await signedIn(), await signedIn()];
  // As if he had set up one-time codes in another browser: this one's session knows of a password alone.
  await database.admin.raw(
    `insert into identity_provider.totp (person_id, sealed_secret, confirmed_at) values (?, 'none', now())`,
    [equipped.person.personId],
  );
});

afterAll(async () => {
  await provider?.stop();
  await database?.drop();
});

/** Where a request of a signed-in browser leads: to the sign-in page, or back with an answer. */
async function asked(browser: Browser, change: Record<string, string>) {
  const request = authorizationRequest(provider.issuer, client, change);
  const { url } = await browser.follow(await browser.get(request.url), client.redirect_uri);
  if (!url.startsWith(client.redirect_uri)) return { page: new URL(url).pathname };
  const answer = new URL(url).searchParams;
  const error = answer.get('error');
  if (error !== null) return { error };
  const response = await redeem(provider.issuer, client, answer.get('code')!, request.verifier);
  return { claims: decodeJwt(((await response.json()) as Tokens).id_token) };
}

describe('an ID token', () => {
  it('says unasked how and when the person signed in', () => {
    const claims = decodeJwt(plain.tokens.id_token);
    expect(claims).toMatchObject({ acr: sfa, amr: ['pwd'], auth_time: expect.any(Number) });
    expect(Math.abs(Number(claims['auth_time']) - Date.now() / 1000)).toBeLessThan(600);
  });
});

describe('a wish for more assurance', () => {
  it('is met by asking whoever has a second factor', async () => {
    const { page } = await asked(equipped.browser.clone(), { acr_values: mfa });
    expect(page).toMatch(/^\/interaction\//);
  });

  it('is told to the application where it may not ask', async () => {
    expect(await asked(equipped.browser.clone(), { acr_values: mfa, prompt: 'none' })).toEqual({
      error: 'login_required',
    });
  });

  it('leaves whoever has none with what there is, and says so', async () => {
    for (const prompt of [{}, { prompt: 'none' }]) {
      const { claims } = await asked(plain.browser.clone(), { acr_values: mfa, ...prompt });
      expect(claims).toMatchObject({ acr: sfa, amr: ['pwd'] });
    }
  });

  it('is met already where less will do', async () => {
    const { claims } = await asked(equipped.browser.clone(), { acr_values: `${mfa} ${sfa}` });
    expect(claims).toMatchObject({ acr: sfa });
  });

  it('of no meaning is no reason to ask or to fail', async () => {
    const { claims } = await asked(equipped.browser.clone(), { acr_values: '1 urn:unheard-of' });
    expect(claims).toMatchObject({ acr: sfa });
  });
});

describe('a demand for more assurance', () => {
  const demand = (acr: string) => ({ claims: JSON.stringify({ id_token: { acr: { essential: true, value: acr } } }) });

  it('asks whoever can meet it, and ends where nobody can', async () => {
    expect((await asked(equipped.browser.clone(), demand(mfa))).page).toMatch(/^\/interaction\//);
    expect(await asked(equipped.browser.clone(), { ...demand(mfa), prompt: 'none' })).toEqual({
      error: 'login_required',
    });
    for (const acr of [mfa, 'urn:unheard-of']) {
      expect(await asked(plain.browser.clone(), demand(acr))).toEqual({ error: 'unmet_authentication_requirements' });
    }
    expect(await asked(plain.browser.clone(), demand(sfa))).toMatchObject({ claims: { acr: sfa } });
  });
});

describe('max_age', () => {
  it('asks again once the sign-in is older, and is content before', async () => {
    expect(await asked(plain.browser.clone(), { max_age: '10000' })).toMatchObject({ claims: { acr: sfa } });
    expect((await asked(plain.browser.clone(), { max_age: '0' })).page).toMatch(/^\/interaction\//);
    await database.admin.raw(`update identity_provider.sessions set login_at = login_at - interval '90 seconds'`);
    expect((await asked(plain.browser.clone(), { max_age: '60' })).page).toMatch(/^\/interaction\//);
    expect(await asked(plain.browser.clone(), { max_age: '60', prompt: 'none' })).toEqual({ error: 'login_required' });
  });
});

describe('an ID token hint', () => {
  it('of somebody else ends with the application being told, not in a circle', async () => {
    const hint = { id_token_hint: equipped.tokens.id_token };
    expect((await asked(plain.browser.clone(), hint)).page).toMatch(/^\/interaction\//);
    const browser = plain.browser.clone();
    const request = authorizationRequest(provider.issuer, client, hint);
    const { url } = await browser.follow(await browser.get(request.url), client.redirect_uri);
    const again = await browser.post(url, {
      university: '',
      login: plain.person.eppn,
      password: 'пароль на два шага',
    });
    const end = await browser.follow(again, client.redirect_uri);
    expect(new URL(end.url).searchParams.get('error')).toBe('login_required');
  });
});
