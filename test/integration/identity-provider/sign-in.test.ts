import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createRemoteJWKSet, decodeProtectedHeader, jwtVerify } from 'jose';
import { type FreshDatabase, freshDatabase } from '../../support/databases.ts';
import { type ArrangedPerson, arrangePerson, arrangeUniversities } from '../../support/people.ts';
import { Browser } from './browser.ts';
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
let anna: ArrangedPerson;
let lmsA: RegisteredClient;
let lmsB: RegisteredClient;
const password = 'верный пароль 1';

beforeAll(async () => {
  database = await freshDatabase();
  const { tpu } = await arrangeUniversities(database.admin);
  anna = await arrangePerson(database.admin, {
    university: tpu,
    familyName: 'Кедрова',
    givenName: 'Анна',
    patronymic: 'Сергеевна',
    login: 'anna.kedrova',
  });
  await database.admin.raw(`update directory.universities set status = 'left', left_at = now() where slug = 'tsu'`);
  provider = await startIdentityProviders(database);
  expect(
    (await provider.api('PUT', `/api/v1/accounts/${anna.personId}/password`, 'accounts.write', { password })).status,
  ).toBe(204);
  lmsA = await registerClient(provider);
  lmsB = await registerClient(provider);
});

afterAll(async () => {
  await provider?.stop();
  await database?.drop();
});

const who = () => ({ login: anna.eppn, password });

describe('signing in', () => {
  it('leads from an application over the sign-in page back to it, with tokens that verify', async () => {
    const { tokens } = await freshTokens(provider.issuer, lmsA, who());
    const { payload } = await jwtVerify(tokens.id_token, createRemoteJWKSet(new URL(`${provider.issuer}/jwks`)), {
      issuer: provider.issuer,
      audience: lmsA.client_id,
    });
    expect(payload.sub).toBe(anna.referenceId);
    expect(decodeProtectedHeader(tokens.id_token).alg).toBe('RS256');
    // Nothing about the person but who it is, and nothing that is not ASCII.
    expect(Object.keys(payload).toSorted()).toEqual(
      ['acr', 'amr', 'at_hash', 'aud', 'auth_time', 'exp', 'iat', 'iss', 'nonce', 'sub'].filter(
        (name) => name in payload,
      ),
    );
    expect(await (await userinfo(provider.issuer, tokens.access_token)).json()).toEqual({
      sub: anna.referenceId,
      name: 'Кедрова Анна Сергеевна',
      family_name: 'Кедрова',
      given_name: 'Анна',
      middle_name: 'Сергеевна',
      email: anna.eppn,
      email_verified: true,
      eduperson_scoped_affiliation: ['student@tpu.ru', 'member@tpu.ru'],
      schac_home_organization: 'tpu.ru',
    });
  });

  it('lets the second application in without asking again', async () => {
    const { browser } = await freshTokens(provider.issuer, lmsA, who());
    const request = authorizationRequest(provider.issuer, lmsB);
    const callback = await signInAt(browser, request, lmsB, { login: 'must not', password: 'be needed' });
    const tokens = (await (
      await redeem(provider.issuer, lmsB, callback.searchParams.get('code')!, request.verifier)
    ).json()) as Tokens;
    expect((await userinfo(provider.issuer, tokens.access_token)).status).toBe(200);
    expect(callback.searchParams.get('iss')).toBe(provider.issuer);
  });

  it('takes a login with the university that was chosen, and remembers the university', async () => {
    const browser = new Browser();
    const request = authorizationRequest(provider.issuer, lmsA);
    const page = await browser.follow(await browser.get(request.url), lmsA.redirect_uri);
    const done = await browser.follow(
      await browser.post(page.url, { university: 'tpu', login: 'Anna.Kedrova ', password }),
      lmsA.redirect_uri,
    );
    expect(done.url).toContain('code=');
    expect(browser.cookie('campus_university')).toBe('tpu');
  });

  it('offers the members of the consortium, and not a university that has left it', async () => {
    const browser = new Browser();
    const first = await browser.get(authorizationRequest(provider.issuer, lmsA).url);
    const page = await browser.follow(first, lmsA.redirect_uri);
    const offered = [...(await page.response.text()).matchAll(/\?university=([a-z]+)"/g)].map(([, slug]) => slug);
    expect(offered).toEqual(['tpu']);
  });

  it('answers a wrong password, an unknown name and a locked account alike', async () => {
    const locked = await arrangePerson(database.admin, { university: (await arranged()).tpu, login: 'locked' });
    await provider.api('PUT', `/api/v1/accounts/${locked.personId}/password`, 'accounts.write', { password });
    await provider.api('PUT', `/api/v1/accounts/${locked.personId}/state`, 'accounts.write', { state: 'locked' });
    const answers = await Promise.all(
      [
        { login: anna.eppn, password: 'wrong password' },
        { login: 'nobody@tpu.ru', password: 'wrong password' },
        { login: locked.eppn, password },
      ].map(async ({ login, password: tried }) => {
        const browser = new Browser();
        const page = await browser.follow(
          await browser.get(authorizationRequest(provider.issuer, lmsA).url),
          lmsA.redirect_uri,
        );
        const response = await browser.post(page.url, { university: '', login, password: tried });
        const uid = new URL(page.url).pathname;
        return {
          status: response.status,
          body: (await response.text()).replaceAll(uid, '/interaction/…').replaceAll(login, '…'),
        };
      }),
    );
    expect(answers[0]!.status).toBe(422);
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[2]).toEqual(answers[0]);
  });
});

async function arranged() {
  const { rows } = await database.admin.raw<{ rows: { id: string }[] }>(
    `select id from directory.universities where slug = 'tpu'`,
  );
  return { tpu: { id: rows[0]!.id, homeOrganization: 'tpu.ru', scopes: ['tpu.ru'] } as never };
}
