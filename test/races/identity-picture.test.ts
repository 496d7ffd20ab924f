import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { connect as connectPool, type Db, transaction } from '@onecampus/database';
import { openPicture } from '../../services/identity-provider/src/picture/open-picture.ts';
import { deleteGrant, findGrant } from '../../services/identity-provider/src/store/grants.ts';
import { findPresence } from '../../services/identity-provider/src/store/presence.ts';
import { bumpEpoch, endSessionsByUid } from '../../services/identity-provider/src/store/session-ends.ts';
import {
  freshTokens,
  type RegisteredClient,
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
let line: Line;
let person: ArrangedPerson;
let who: { login: string; password: string };
let lms: RegisteredClient;

beforeAll(async () => {
  database = await freshDatabase();
  db = database.as('identity-provider');
  line = await lineTo(Number(new URL(database.url('identity-provider')).port));
  const { tpu } = await arrangeUniversities(database.admin);
  person = await arrangePerson(database.admin, { university: tpu });
  who = { login: person.eppn, password: 'картина живёт секунду' };
  provider = await startIdentityProviders(database, {
    instances: 2,
    settings: { DATABASE_URL: through(line, database.url('identity-provider')) },
  });
  await provider.api('PUT', `/api/v1/accounts/${person.personId}/password`, 'accounts.write', {
    password: who.password,
  });
  lms = await registerClient(provider, { grant_types: ['authorization_code', 'refresh_token'] });
});

afterAll(async () => {
  line?.thaw();
  await provider?.stop();
  await line?.stop();
  await database?.drop();
});

const introspect = async (at: string, token: string, more: Record<string, string> = {}) => {
  const response = await tokenRequest(at, lms, { token, ...more }, '/token/introspection');
  return ((await response.json()) as { active?: boolean }).active;
};
/** What an instance says of somebody's tokens. */
async function alive(at: string, tokens: Tokens): Promise<string[]> {
  const said = {
    userinfo: (await userinfo(at, tokens.access_token)).status === 200,
    introspection: await introspect(at, tokens.access_token),
    refresh:
      (await tokenRequest(at, lms, { grant_type: 'refresh_token', refresh_token: tokens.refresh_token! })).status ===
      200,
  };
  return Object.entries(said).flatMap(([what, lives]) => (lives ? [what] : []));
}
const all = ['userinfo', 'introspection', 'refresh'];

/** Fresh tokens that every instance has been asked about often enough to remember all of it. */
async function remembered() {
  const { browser, tokens } = await freshTokens(provider.issuer, lms, who);
  for (const at of [...provider.instances, ...provider.instances]) expect(await alive(at, tokens)).toEqual(all);
  const { rows } = await database.admin.raw<{ rows: { uid: string; grantId: string }[] }>(
    `select a.session_uid as uid, g.id as "grantId"
     from identity_provider.session_authorizations a join identity_provider.grants g on g.id = a.grant_id
     where a.client_id = ? order by g.created_at desc limit 1`,
    [lms.client_id],
  );
  return { browser, tokens, ...rows[0]! };
}
async function eventually(condition: () => Promise<boolean>): Promise<boolean> {
  for (let tries = 0; tries < 200; tries += 1) {
    if (await condition()) return true;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  return false;
}
const eventuallyDead = (at: string, tokens: Tokens) => eventually(async () => (await alive(at, tokens)).length === 0);

describe('what an instance remembers', () => {
  it('is forgotten before the same instance says that it was withdrawn, and elsewhere with the news', async () => {
    const [here, there] = provider.instances as [string, string];
    for (const round of [1, 2, 3]) {
      const { tokens } = await remembered();
      const taken = await tokenRequest(here, lms, { token: tokens.access_token }, '/token/revocation');
      expect([round, taken.status]).toEqual([round, 200]);
      expect(await alive(here, tokens)).toEqual([]);
      expect(await eventuallyDead(there, tokens)).toBe(true);
    }
  });

  it('is forgotten where somebody else writes to the database', async () => {
    const withdrawals: [string, (at: { uid: string; grantId: string }) => Promise<unknown>][] = [
      ['the grant', ({ grantId }) => deleteGrant(db, grantId)],
      ['the session', ({ uid }) => transaction(db, (tx) => endSessionsByUid(tx, [uid], 'ended-by-administrator'))],
      ['the epoch', () => transaction(db, (tx) => bumpEpoch(tx, person.personId, 'epoch'))],
      [
        'the account',
        () =>
          database.admin.raw(`update identity_provider.accounts set state = 'locked' where person_id = ?`, [
            person.personId,
          ]),
      ],
    ];
    for (const [what, withdraw] of withdrawals) {
      const held = await remembered();
      await withdraw(held);
      const dead = (at: string) =>
        eventually(async () => {
          const left = await alive(at, held.tokens);
          // Introspection speaks of the token and its grant; the account's lock is looked at where something is given.
          return left.filter((one) => what !== 'the account' || one !== 'introspection').length === 0;
        });
      for (const at of provider.instances) expect([what, at, await dead(at)]).toEqual([what, at, true]);
    }
    await database.admin.raw(`update identity_provider.accounts set state = 'active' where person_id = ?`, [
      person.personId,
    ]);
  });

  it('is not answered from once that line has fallen silent, though nobody has cut it', async () => {
    const held = await remembered();
    line.freeze();
    try {
      await deleteGrant(db, held.grantId);
      for (const at of provider.instances) expect(await eventuallyDead(at, held.tokens)).toBe(true);
    } finally {
      line.thaw();
    }
    // It listens again by itself, and remembers again.
    const { tokens } = await remembered();
    expect(await alive(provider.issuer, tokens)).toEqual(all);
  });

  it('is of one session: what another browser does ends nothing', async () => {
    const { tokens } = await remembered();
    const other = await freshTokens(provider.issuer, lms, who);
    await tokenRequest(provider.issuer, lms, { token: other.tokens.access_token }, '/token/revocation');
    expect(await alive(provider.issuer, tokens)).toEqual(all);
    expect(await alive(provider.issuer, other.tokens)).toEqual([]);
  });
});

describe('a withdrawal by this very process', () => {
  it('is known before its transaction is over, and nothing read meanwhile is kept', async () => {
    const { uid, grantId } = await remembered();
    // Nobody listens here: all that is known comes aside, on the connection that writes.
    const hearing = openPicture(through(line, database.url('identity-provider')));
    const pool = connectPool({
      url: database.url('identity-provider'),
      applicationName: 'test',
      onServerNotice: hearing.onServerNotice,
    });
    try {
      const { picture } = hearing;
      expect(await eventually(async () => picture.begin() !== undefined)).toBe(true);
      const read = async () => {
        const reading = picture.begin();
        const presence = await findPresence(db, { uid }, lms.client_id);
        if (presence) picture.keepPresence(reading, { uid }, presence);
        return picture.grant(grantId);
      };
      expect(await read()).toBeDefined();
      line.freeze();
      await transaction(pool, async (tx) => {
        await deleteGrant(tx, grantId);
        // Others still see it, and none of them may bring it back.
        expect(await findGrant(db, grantId)).toBeDefined();
        expect(await read()).toBeUndefined();
      });
      expect(picture.grant(grantId)).toBeUndefined();
    } finally {
      line.thaw();
      await hearing.stop();
      await pool.destroy();
    }
  });
});

type Line = {
  readonly port: number;
  freeze(): void;
  thaw(): void;
  stop(): Promise<void>;
};

/** A line to Postgres on which the connections that listen can fall silent without being cut. */
async function lineTo(port: number): Promise<Line> {
  const pairs = new Set<{ near: Socket; far: Socket; watch: boolean }>();
  let frozen = false;
  const settle = () => {
    for (const { near, far, watch } of pairs) {
      for (const socket of [near, far]) frozen && watch ? socket.pause() : socket.resume();
    }
  };
  const server = createServer((near) => {
    const far = connect(port, '127.0.0.1');
    const pair = { near, far, watch: false };
    pairs.add(pair);
    near.once('data', (hello) => {
      // The startup message carries the application's name.
      pair.watch = hello.includes('watch ');
    });
    near.on('data', (chunk) => {
      far.write(chunk);
      settle();
    });
    far.on('data', (chunk) => near.write(chunk));
    for (const socket of [near, far]) {
      socket.on('error', () => undefined);
      socket.on('close', () => {
        pairs.delete(pair);
        near.destroy();
        far.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    freeze: () => {
      frozen = true;
      settle();
    },
    thaw: () => {
      frozen = false;
      settle();
    },
    stop: async () => {
      for (const { near } of pairs) near.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function through({ port }: Line, target: string): string {
  const url = new URL(target);
  url.hostname = '127.0.0.1';
  url.port = String(port);
  return url.href;
}
