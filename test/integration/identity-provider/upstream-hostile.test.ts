import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { University } from '@onecampus/directory';
import { decodeJwt } from 'jose';
import { type FreshDatabase, freshDatabase } from '../../support/databases.ts';
import { type ArrangedPerson, arrangePerson, arrangeUniversities } from '../../support/people.ts';
import { Browser } from './browser.ts';
import { type Falsehood, type FalseUpstream, startFalseUpstream } from './false-upstream.ts';
import { authorizationRequest, type RegisteredClient, redeem, registerClient, type Tokens } from './flows.ts';
import { type IdentityProvider, startIdentityProviders } from './identity-provider.ts';
import { insertLiveUpstream } from './upstreams.ts';

let database: FreshDatabase;
let provider: IdentityProvider;
let lms: RegisteredClient;
let tpu: University;
let tsu: University;
let timur: ArrangedPerson;
let upstream: FalseUpstream;
let ahead_ms = 0;
const clock = { now: () => new Date(Date.now() + ahead_ms) };

beforeAll(async () => {
  database = await freshDatabase();
  ({ tpu, tsu } = await arrangeUniversities(database.admin));
  timur = await arrangePerson(database.admin, { university: tsu, login: 'timur' });
  provider = await startIdentityProviders(database, { clock });
  lms = await registerClient(provider);
  upstream = await startFalseUpstream(timur.eppn);
  await insertLiveUpstream(database.admin, provider, { university: tsu, ...upstream });
});

beforeEach(async () => {
  upstream.tell({});
  // Nothing is known any more of the provider as it was: it may be another one now.
  ahead_ms += 11 * 60_000;
  for (const table of ['upstream_links', 'upstream_strangers'])
    await database.admin.raw(`delete from identity_provider.${table}`);
});

afterAll(async () => {
  await upstream?.stop();
  await provider?.stop();
  await database?.drop();
});

/** Whether the browser comes to the application as somebody. */
async function isLetIn(change: Record<string, string> = {}): Promise<{ letIn: boolean; status: number }> {
  const request = authorizationRequest(provider.issuer, lms, { domain_hint: 'tsu.ru', ...change });
  const browser = new Browser();
  const { url, response } = await browser.follow(await browser.get(request.url), lms.redirect_uri);
  return { letIn: url.startsWith(lms.redirect_uri) && url.includes('code='), status: response.status };
}

const links = async () => (await database.admin.raw('select from identity_provider.upstream_links')).rows.length;

describe('a provider that lies', () => {
  it('would have let in, had it not lied', async () => {
    expect((await isLetIn()).letIn).toBe(true);
    expect(upstream.redeemed.at(-1)).toMatch(/^Basic /);
  });

  const lies: readonly [string, Falsehood][] = [
    ['the nonce of another sign-in', { claims: { nonce: 'another' } }],
    ['no nonce', { claims: { nonce: undefined } }],
    ['an ID token for another application', { claims: { aud: 'another' } }],
    ['an ID token for several, and not said for which', { claims: { aud: ['campus', 'another'] } }],
    ['an ID token of another issuer', { claims: { iss: 'https://id.tpu.ru' } }],
    ['an ID token that is over', { claims: { exp: 1_000_000_000 } }],
    ['an ID token without an end', { claims: { exp: undefined } }],
    ['an ID token of a foreign key', { sign: 'another key' }],
    ['an ID token that nobody signed', { sign: 'none' }],
    ['an ID token signed with the client’s secret', { sign: 'client secret' }],
    ['no subject', { claims: { sub: undefined } }],
    ['an empty subject', { claims: { sub: '' } }],
    ['a subject as long as a page', { claims: { sub: 'x'.repeat(5_000) } }],
    ['userinfo about somebody else', { claims: { eduperson_principal_name: undefined }, userinfo: { sub: 'u-2' } }],
    ['another issuer in its answer', { answer: { iss: 'https://id.tpu.ru' } }],
    ['another issuer in its metadata', { metadata: { issuer: 'https://id.tpu.ru' } }],
    [
      'a token endpoint on a network that is not ours to call',
      { metadata: { token_endpoint: 'http://10.0.0.1/token' } },
    ],
    ['a token endpoint at the cloud’s own address', { metadata: { token_endpoint: 'http://169.254.169.254/token' } }],
    ['key sets on a network that is not ours to call', { metadata: { jwks_uri: 'http://192.168.0.1/jwks' } }],
    ['an answer that never ends', { token: (response) => response.end(`{"access_token":"${'x'.repeat(400_000)}"}`) }],
    [
      'a way on to another address',
      { token: (response) => response.writeHead(307, { location: 'http://127.0.0.1:1/' }).end() },
    ],
  ];

  it.each(lies)('with %s lets nobody in', async (_, lie) => {
    upstream.tell(lie);
    const { letIn, status } = await isLetIn();
    expect([letIn, status >= 400]).toEqual([false, true]);
    expect(await links()).toBe(0);
  });

  it.each([
    ['an old proof', 3_600],
    ['no time of its proof', undefined],
  ])('with %s where a fresh one was asked for lets nobody in', async (_, age) => {
    const proved = (seconds: number | undefined) =>
      upstream.tell({ claims: { auth_time: seconds && Math.floor(clock.now().getTime() / 1_000) - seconds } });
    proved(age);
    expect((await isLetIn({ prompt: 'login' })).letIn).toBe(false);
    expect((await isLetIn({ max_age: '60' })).letIn).toBe(false);
    expect((await isLetIn()).letIn).toBe(true);
    proved(1);
    expect((await isLetIn({ prompt: 'login' })).letIn).toBe(true);
  });
});

describe('a provider’s word about its own factors', () => {
  const mfa = 'https://refeds.org/profile/mfa';
  const acrAt = async (trusts: boolean, acr: string) => {
    await database.admin.raw(`update identity_provider.upstreams set trusts_acr = ? where university_id = ?`, [
      trusts,
      tsu.id,
    ]);
    await database.admin.raw(
      `update identity_provider.upstreams set tested_at = now(), tested_by = 'service:test', state = 'live', agreed_at = now() where university_id = ?`,
      [tsu.id],
    );
    ahead_ms += 11 * 60_000;
    upstream.tell({ claims: { acr } });
    const request = authorizationRequest(provider.issuer, lms, { domain_hint: 'tsu.ru' });
    const browser = new Browser();
    const { url } = await browser.follow(await browser.get(request.url), lms.redirect_uri);
    const answer = await redeem(provider.issuer, lms, new URL(url).searchParams.get('code')!, request.verifier);
    const { acr: ours, amr } = decodeJwt(((await answer.json()) as Tokens).id_token);
    expect(amr).toEqual(['fed']);
    return ours;
  };

  it('counts where its university was told to be believed, and only in words that we know', async () => {
    expect(await acrAt(false, mfa)).toBeUndefined();
    expect(await acrAt(true, mfa)).toBe(mfa);
    expect(await acrAt(true, 'https://id.tsu.ru/very-strong')).toBeUndefined();
    await acrAt(false, mfa);
  });
});

describe('two universities’ providers in one sign-in', () => {
  it('an answer that one was made to send for the other arrives at the wrong address', async () => {
    const other = await startFalseUpstream('anna@tpu.ru');
    await insertLiveUpstream(database.admin, provider, { university: tpu, ...other });
    ahead_ms += 11 * 60_000;
    const browser = new Browser();
    const request = authorizationRequest(provider.issuer, lms, { domain_hint: 'tpu.ru' });
    const started = await browser.follow(await browser.get(request.url), other.issuer);
    // The false provider sends the browser on to the honest one, with our own state.
    const state = new URL(started.url).searchParams.get('state')!;
    const back = `${provider.issuer}/federation/callback/tsu?${new URLSearchParams({ code: 'code', state, iss: upstream.issuer })}`;
    const before = upstream.redeemed.length + other.redeemed.length;
    expect((await browser.get(back)).status).toBe(400);
    expect(upstream.redeemed.length + other.redeemed.length).toBe(before);
    await other.stop();
  });
});

describe('one issuer named by two universities', () => {
  it('is live for one of them alone', async () => {
    await expect(insertLiveUpstream(database.admin, provider, { university: tpu, ...upstream })).rejects.toMatchObject({
      code: 'row.duplicate',
    });
  });

  it('opens to the second one nothing that the first one has linked', async () => {
    expect((await isLetIn()).letIn).toBe(true);
    await database.admin.raw(`delete from identity_provider.upstreams where university_id = ?`, [tpu.id]);
    await database.admin.raw(`update identity_provider.upstreams set state = 'paused'`);
    await insertLiveUpstream(database.admin, provider, { university: tpu, ...upstream });
    ahead_ms += 11 * 60_000;
    const browser = new Browser();
    const request = authorizationRequest(provider.issuer, lms, { domain_hint: 'tpu.ru' });
    const { url, response } = await browser.follow(await browser.get(request.url), lms.redirect_uri);
    expect([url.startsWith(lms.redirect_uri), response.status]).toEqual([false, 403]);
  });
});
