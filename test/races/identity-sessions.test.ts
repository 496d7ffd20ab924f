import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Db, transaction } from '@onecampus/database';
import { randomToken } from '@onecampus/runtime';
import { deleteGrant, saveGrant } from '../../services/identity-provider/src/store/grants.ts';
import { findPresence } from '../../services/identity-provider/src/store/presence.ts';
import { saveRefreshToken, useRefreshToken } from '../../services/identity-provider/src/store/refresh-tokens.ts';
import { endSession } from '../../services/identity-provider/src/store/session-ends.ts';
import {
  claimSessionGrant,
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
const foundBy = async (key: Parameters<typeof findPresence>[1]) => (await findPresence(db, key, undefined))?.session;

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

const end = (one: SessionToSave) => transaction(db, (tx) => endSession(tx, one.idHash, 'sign-out'));
async function authorizationsOf(uid: string): Promise<string[]> {
  const { rows } = await database.admin.raw<{ rows: { id: string }[] }>(
    'select client_id as id from identity_provider.session_authorizations where session_uid = ?',
    [uid],
  );
  return rows.map(({ id }) => id);
}

describe('a session in the store', () => {
  it('keeps the entries of forty applications that write at the same moment', async () => {
    const one = session();
    await saveSession(db, one);
    const clients = Array.from({ length: 40 }, (_, n) => `client-${n}`);
    await Promise.all(
      clients.map((id) => saveSession(db, { ...one, changedAuthorizations: { [id]: { sid: `sid-${id}` } } })),
    );
    const found = await foundBy({ idHash: one.idHash });
    expect(Object.keys(found!.authorizations!).toSorted()).toEqual(clients.toSorted());
  });

  it('once ended is not brought back by a request that was under way', async () => {
    const one = session();
    await saveSession(db, one);
    await end(one);
    await saveSession(db, { ...one, changedAuthorizations: { late: { sid: 's' } } });
    await saveSession(db, { ...one, idHash: randomToken(), replaces: one.idHash });
    expect(await foundBy({ idHash: one.idHash })).toBeUndefined();
    expect(await foundBy({ uid: one.uid })).toBeUndefined();
    expect(await authorizationsOf(one.uid)).toEqual([]);
  });

  it('is ended for good, whatever thirty requests write under it and whichever cookie value they bring', async () => {
    await database.admin.raw(
      `insert into identity_provider.clients (id, name, name_ru, token_endpoint_auth_method, grant_types, created_by, subject_decision)
       select 'client-' || n, 'LMS', 'СДО', 'private_key_jwt', '{client_credentials}', 'test', 'test' from generate_series(0, 29) n`,
    );
    for (let round = 0; round < 5; round += 1) {
      const one = session();
      await saveSession(db, one);
      const values = [one.idHash];
      await Promise.all(
        Array.from({ length: 30 }, async (_, n) => {
          if (n === 15) return end(one);
          const idHash = randomToken();
          values.push(idHash);
          if (n % 2 === 0) return saveSession(db, { ...one, idHash, replaces: one.idHash });
          return saveSession(db, { ...one, changedAuthorizations: { [`client-${n}`]: { sid: 's' } } });
        }),
      );
      expect(await foundBy({ uid: one.uid })).toBeUndefined();
      expect(await Promise.all(values.map((idHash) => foundBy({ idHash })))).toEqual(values.map(() => undefined));
      // Whoever got in before the end is told of it; nobody got in after it.
      const { rows } = await database.admin.raw<{ rows: { id: string }[] }>(
        `select d.client_id as id from identity_provider.logout_deliveries d
         join identity_provider.logouts l on l.id = d.logout_id where l.session_uid = ?`,
        [one.uid],
      );
      expect(rows.map(({ id }) => id).toSorted()).toEqual((await authorizationsOf(one.uid)).toSorted());
    }
  });

  it('does not change its owner', async () => {
    const one = session({ accountId: null });
    await saveSession(db, one);
    await saveSession(db, { ...one, accountId: 'a', idHash: randomToken(), replaces: one.idHash });
    const other = { ...one, accountId: 'b', idHash: randomToken(), replaces: one.idHash };
    await saveSession(db, { ...other, changedAuthorizations: { lms: { sid: 's' } } });
    expect(await foundBy({ idHash: other.idHash })).toBeUndefined();
    expect((await foundBy({ uid: one.uid }))!.accountId).toBe('a');
    expect(await authorizationsOf(one.uid)).toEqual([]);
  });

  it('goes on under a new cookie value, and the old value is dead', async () => {
    const one = session();
    await saveSession(db, { ...one, changedAuthorizations: { lms: { sid: 's' } } });
    const renewed = { ...one, idHash: randomToken(), replaces: one.idHash, changedAuthorizations: {} };
    await saveSession(db, renewed);
    expect(await foundBy({ idHash: one.idHash })).toBeUndefined();
    expect(Object.keys((await foundBy({ idHash: renewed.idHash }))!.authorizations!)).toEqual(['lms']);
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
    const first = (await claim(null))!;
    expect(await claim(null)).toBe(first);
    const second = (await claim(first))!;
    expect(second).not.toBe(first);
    await deleteGrant(db, second);
    expect(await claim(null)).not.toBe(second);
  });
});

describe('a refresh token in the store', () => {
  it('is used by one of a hundred, and one more hears the same again', async () => {
    const grantId = await grant();
    const [idHash, successorHash] = [randomToken(), randomToken()];
    await saveRefreshToken(db, { idHash, grantId, accountId: 'a', clientId: 'c', payload: {}, expiresAt: inAnHour() });
    const used = await Promise.all(Array.from({ length: 100 }, () => useRefreshToken(db, { idHash, successorHash })));
    expect(used.filter((one) => one === 'first')).toHaveLength(1);
    expect(used.filter((one) => one === 'repeat')).toHaveLength(1);
  });

  it('is not heard again once its successor was used, after half a minute, or under another successor', async () => {
    const token = async () => {
      const idHash = randomToken();
      const grantId = await grant();
      await saveRefreshToken(db, {
        idHash,
        grantId,
        accountId: 'a',
        clientId: 'c',
        payload: {},
        expiresAt: inAnHour(),
      });
      return idHash;
    };
    const successorHash = randomToken();
    const [followed, late, other] = [await token(), await token(), await token()];
    for (const idHash of [followed, late, other]) {
      const successor = idHash === followed ? await token() : successorHash;
      expect(await useRefreshToken(db, { idHash, successorHash: successor })).toBe('first');
      if (idHash !== followed) continue;
      await useRefreshToken(db, { idHash: successor, successorHash: randomToken() });
      expect(await useRefreshToken(db, { idHash, successorHash: successor })).toBeUndefined();
    }
    await database.admin.raw(
      `update identity_provider.refresh_tokens set consumed_at = now() - interval '31 seconds' where id_hash = ?`,
      [late],
    );
    expect(await useRefreshToken(db, { idHash: late, successorHash })).toBeUndefined();
    expect(await useRefreshToken(db, { idHash: other, successorHash: randomToken() })).toBeUndefined();
    expect(await useRefreshToken(db, { idHash: other, successorHash })).toBe('repeat');
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
