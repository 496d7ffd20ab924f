import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Db } from '@onecampus/database';
import { randomToken } from '@onecampus/runtime';
import { deleteGrant, saveGrant } from '../../services/identity-provider/src/store/grants.ts';
import { consumeRefreshToken, saveRefreshToken } from '../../services/identity-provider/src/store/refresh-tokens.ts';
import {
  claimSessionGrant,
  endSession,
  findSession,
  findSessionByUid,
  type SessionToSave,
  saveSession,
} from '../../services/identity-provider/src/store/sessions.ts';
import {
  authorizationRequest,
  freshTokens,
  redeem,
  registerClient,
  signInAt,
  type Tokens,
  userinfo,
} from '../integration/identity-provider/flows.ts';
import { type IdentityProvider, startIdentityProviders } from '../integration/identity-provider/identity-provider.ts';
import { type FreshDatabase, freshDatabase } from '../support/databases.ts';
import { arrangePerson, arrangeUniversities } from '../support/people.ts';

let database: FreshDatabase;
let db: Db;

beforeAll(async () => {
  database = await freshDatabase();
  db = database.as('identity-provider');
});

afterAll(() => database?.drop());

const inAnHour = () => new Date(Date.now() + 3_600_000);
const session = (change: Partial<SessionToSave> = {}): SessionToSave => ({
  idHash: randomToken(),
  uid: randomToken(),
  accountId: 'a',
  loginAt: new Date(),
  expiresAt: inAnHour(),
  payload: {},
  changedAuthorizations: {},
  removedClientIds: [],
  ...change,
});
async function grant(): Promise<string> {
  const id = randomToken();
  await saveGrant(db, { id, accountId: 'a', clientId: 'c', payload: {}, expiresAt: inAnHour() });
  return id;
}

describe('a session in the store', () => {
  it('keeps the entries of forty applications that write at the same moment', async () => {
    const one = session();
    await saveSession(db, one);
    const clients = Array.from({ length: 40 }, (_, n) => `client-${n}`);
    await Promise.all(
      clients.map((id) => saveSession(db, { ...one, changedAuthorizations: { [id]: { sid: `sid-${id}` } } })),
    );
    const found = await findSession(db, one.idHash);
    expect(Object.keys(found!.authorizations!).toSorted()).toEqual(clients.toSorted());
  });

  it('once ended is not brought back by a request that was under way', async () => {
    const one = session();
    await saveSession(db, one);
    await endSession(db, one.idHash);
    await saveSession(db, { ...one, changedAuthorizations: { late: { sid: 's' } } });
    expect(await findSession(db, one.idHash)).toBeUndefined();
    expect(await findSessionByUid(db, one.uid)).toBeUndefined();
  });

  it('goes on under a new cookie value, and the old value is dead', async () => {
    const one = session();
    await saveSession(db, { ...one, changedAuthorizations: { lms: { sid: 's' } } });
    await endSession(db, one.idHash);
    const renewed = { ...one, idHash: randomToken(), changedAuthorizations: {} };
    await saveSession(db, renewed);
    expect(await findSession(db, one.idHash)).toBeUndefined();
    expect(Object.keys((await findSession(db, renewed.idHash))!.authorizations!)).toEqual(['lms']);
  });

  it('has one grant for an application, whoever asks first', async () => {
    const uid = randomToken();
    const candidates = await Promise.all(Array.from({ length: 20 }, grant));
    const claimed = await Promise.all(
      candidates.map((grantId) =>
        claimSessionGrant(db, {
          sessionUid: uid,
          clientId: 'lms',
          sid: 's',
          grantId,
          deadGrantId: null,
          expiresAt: inAnHour(),
        }),
      ),
    );
    expect(new Set(claimed).size).toBe(1);
  });

  it('gets another grant once the one it had was withdrawn or has expired', async () => {
    const uid = randomToken();
    const claim = async (deadGrantId: string | null) =>
      claimSessionGrant(db, {
        sessionUid: uid,
        clientId: 'lms',
        sid: 's',
        grantId: await grant(),
        deadGrantId,
        expiresAt: inAnHour(),
      });
    const first = await claim(null);
    expect(await claim(null)).toBe(first);
    const second = await claim(first);
    expect(second).not.toBe(first);
    await deleteGrant(db, second);
    expect(await claim(null)).not.toBe(second);
  });
});

describe('a refresh token in the store', () => {
  it('is consumed by one of fifty', async () => {
    const grantId = await grant();
    const idHash = randomToken();
    await saveRefreshToken(db, { idHash, grantId, accountId: 'a', clientId: 'c', payload: {}, expiresAt: inAnHour() });
    const consumed = await Promise.all(Array.from({ length: 50 }, () => consumeRefreshToken(db, idHash)));
    expect(consumed.filter((won) => won)).toHaveLength(1);
  });
});

describe('two tabs', () => {
  let provider: IdentityProvider;
  let who: { login: string; password: string };

  beforeAll(async () => {
    const { tpu } = await arrangeUniversities(database.admin);
    const person = await arrangePerson(database.admin, { university: tpu });
    who = { login: person.eppn, password: 'две вкладки сразу' };
    provider = await startIdentityProviders(database, { instances: 2 });
    await provider.api('PUT', `/api/v1/accounts/${person.personId}/password`, 'accounts.write', {
      password: who.password,
    });
  });

  afterAll(() => provider?.stop());

  it('that enter eight applications at the same moment are signed in at all of them', async () => {
    const first = await registerClient(provider);
    const clients = await Promise.all(Array.from({ length: 8 }, () => registerClient(provider)));
    const { browser } = await freshTokens(provider.issuer, first, who);
    const entered = await Promise.all(
      clients.map(async (client, n) => {
        const request = authorizationRequest(provider.instances[n % 2]!, client);
        const callback = await signInAt(browser.clone(), request, client, who);
        return { client, code: callback.searchParams.get('code')!, verifier: request.verifier };
      }),
    );
    const tokens = await Promise.all(
      entered.map(
        async ({ client, code, verifier }) =>
          (await (await redeem(provider.issuer, client, code, verifier)).json()) as Tokens,
      ),
    );
    // An access token lives with the session's entry for its application: where that was lost, this is 401.
    const statuses = await Promise.all(
      tokens.map(async (one) => (await userinfo(provider.issuer, one.access_token)).status),
    );
    expect(statuses).toEqual(clients.map(() => 200));
  });

  it('that enter one application at the same moment both keep their tokens', async () => {
    const first = await registerClient(provider);
    const lms = await registerClient(provider, { backchannel_logout_uri: 'http://localhost:9/backchannel-logout' });
    const { browser } = await freshTokens(provider.issuer, first, who);
    const tokens = await Promise.all(
      [0, 1, 0, 1].map(async (n) => {
        const request = authorizationRequest(provider.instances[n]!, lms);
        const callback = await signInAt(browser.clone(), request, lms, who);
        return (await (
          await redeem(provider.issuer, lms, callback.searchParams.get('code')!, request.verifier)
        ).json()) as Tokens;
      }),
    );
    const statuses = await Promise.all(
      tokens.map(async (one) => (await userinfo(provider.issuer, one.access_token)).status),
    );
    expect(statuses).toEqual([200, 200, 200, 200]);
    const sids = tokens.map(
      (one) => (JSON.parse(Buffer.from(one.id_token.split('.')[1]!, 'base64url').toString()) as { sid: string }).sid,
    );
    expect(new Set(sids).size).toBe(1);
  });
});
