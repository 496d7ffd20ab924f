import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Db, transaction } from '@onecampus/database';
import { hashToken } from '@onecampus/tokens';
import { bumpEpoch, endSessionsOfAccount } from '../../services/identity-provider/src/store/session-ends.ts';
import { Browser } from '../integration/identity-provider/browser.ts';
import {
  authorizationRequest,
  type RegisteredClient,
  redeem,
  registerClient,
  type Tokens,
  tokenRequest,
  userinfo,
} from '../integration/identity-provider/flows.ts';
import { type IdentityProvider, startIdentityProviders } from '../integration/identity-provider/identity-provider.ts';
import { type FreshDatabase, freshDatabase } from '../support/databases.ts';
import { type ArrangedPerson, arrangePerson, arrangeUniversities } from '../support/people.ts';

let database: FreshDatabase;
let db: Db;
let provider: IdentityProvider;
let person: ArrangedPerson;
let who: { login: string; password: string };
let lms: RegisteredClient;

beforeAll(async () => {
  database = await freshDatabase();
  db = database.as('identity-provider');
  const { tpu } = await arrangeUniversities(database.admin);
  person = await arrangePerson(database.admin, { university: tpu });
  who = { login: person.eppn, password: 'всё сразу и навсегда' };
  provider = await startIdentityProviders(database, { instances: 2 });
  await provider.api('PUT', `/api/v1/accounts/${person.personId}/password`, 'accounts.write', {
    password: who.password,
  });
  lms = await registerClient(provider, {
    grant_types: ['authorization_code', 'refresh_token'],
    token_endpoint_auth_method: 'none',
  });
});

afterAll(async () => {
  await provider?.stop();
  await database?.drop();
});

const bump = () => transaction(db, (tx) => bumpEpoch(tx, person.personId, 'epoch'));

/** Proves the password in a fresh browser, and stops there. The tokens are to outlive their session by themselves. */
async function proved(instance: number) {
  const browser = new Browser();
  const request = authorizationRequest(provider.instances[instance]!, lms, {
    scope: 'openid offline_access',
    prompt: 'login consent',
  });
  const { url } = await browser.follow(await browser.get(request.url), lms.redirect_uri);
  return { browser, request, response: await browser.post(url, { university: '', ...who }) };
}

/** Goes on to whatever can be had: the tokens, or nothing where the way ends before. */
async function goOn({ browser, request, response }: Awaited<ReturnType<typeof proved>>): Promise<Partial<Tokens>> {
  let place = await browser.follow(response, lms.redirect_uri);
  const page = await place.response.text();
  const consent = /action="([^"]+\/consent)"/.exec(page)?.[1];
  if (consent !== undefined) {
    const seal = /name="seal" value="([^"]+)"/.exec(page)?.[1];
    const agreed = await browser.post(new URL(consent, place.url).href, seal === undefined ? {} : { seal });
    place = await browser.follow(agreed, lms.redirect_uri);
  }
  const code = new URL(place.url).searchParams.get('code');
  if (code === null) return {};
  return (await (await redeem(provider.issuer, lms, code, request.verifier)).json()) as Partial<Tokens>;
}

/** What this browser and these tokens still open. */
async function alive(browser: Browser, tokens: Partial<Tokens>): Promise<string[]> {
  const { access_token, refresh_token } = tokens;
  const form = { grant_type: 'refresh_token', refresh_token: refresh_token ?? '' };
  const opens = {
    session: (await browser.get(`${provider.issuer}/account`)).status === 200,
    access: access_token !== undefined && (await userinfo(provider.issuer, access_token)).status === 200,
    refresh: refresh_token !== undefined && (await tokenRequest(provider.issuer, lms, form)).status === 200,
  };
  return Object.entries(opens).flatMap(([name, open]) => (open ? [name] : []));
}

describe('raising the epoch of an account', () => {
  it('ends every session and every token at once', async () => {
    const [first, second] = [await proved(0), await proved(1)];
    const [one, two] = [await goOn(first), await goOn(second)];
    expect(await alive(first.browser, one)).toEqual(['session', 'access', 'refresh']);
    await bump();
    expect(await alive(first.browser, one)).toEqual([]);
    expect(await alive(second.browser, two)).toEqual([]);
  });

  it('leaves nothing alive of what was proved before, however far it has come', async () => {
    for (let round = 0; round < 3; round += 1) {
      const started = await Promise.all(Array.from({ length: 8 }, (_, n) => proved(n % 2)));
      const held = await Promise.all([
        ...started.map(async (one, n) => {
          await pause(n * 6);
          return { browser: one.browser, tokens: await goOn(one) };
        }),
        pause(round * 25).then(async () => {
          await bump();
          return { browser: new Browser(), tokens: {} };
        }),
      ]);
      expect(await Promise.all(held.map(({ browser, tokens }) => alive(browser, tokens)))).toEqual(held.map(() => []));
    }
  });

  it('spares the one session that is excepted, with its tokens', async () => {
    const [kept, other] = [await proved(0), await proved(1)];
    const [tokens, theirs] = [await goOn(kept), await goOn(other)];
    const { rows } = await database.admin.raw<{ rows: { uid: string }[] }>(
      `select uid from identity_provider.sessions where ended_at is null and id_hash = ?`,
      [hashToken(kept.browser.cookie('campus_session')!)],
    );
    const exceptUid = rows[0]!.uid;
    expect(
      await transaction(db, (tx) => endSessionsOfAccount(tx, person.referenceId, 'ended-by-person', { exceptUid })),
    ).toBe(1);
    expect(await alive(kept.browser, tokens)).toEqual(['session', 'access', 'refresh']);
    expect(await alive(other.browser, theirs)).toEqual([]);
  });
});
