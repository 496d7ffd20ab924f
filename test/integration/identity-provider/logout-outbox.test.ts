import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Db } from '@onecampus/database';
import { freePort } from '../../setup/free-port.ts';
import { type FreshDatabase, freshDatabase } from '../../support/databases.ts';
import { type ArrangedPerson, arrangePerson, arrangeUniversities } from '../../support/people.ts';
import { until } from '../../support/until.ts';
import { type IdentityProvider, startIdentityProviders } from './identity-provider.ts';
import {
  addApplication,
  deliveryStates,
  end,
  openSession,
  startApplications,
  type ToldApplications,
} from './told-applications.ts';

let database: FreshDatabase;
let db: Db;
let applications: ToldApplications;
let person: ArrangedPerson;
/** Keys are sealed in the database: every start needs the same. */
let keyEncryptionKey: string;
let child: ChildProcess | undefined;

beforeAll(async () => {
  database = await freshDatabase();
  db = database.as('identity-provider');
  applications = await startApplications();
  const { tpu } = await arrangeUniversities(database.admin);
  person = await arrangePerson(database.admin, { university: tpu });
  const first = await startIdentityProviders(database);
  keyEncryptionKey = first.keyEncryptionKey;
  await first.stop();
  await database.admin.raw('insert into identity_provider.accounts (person_id, reference_id) values (?, ?)', [
    person.personId,
    person.referenceId,
  ]);
});

beforeEach(async () => {
  await database.admin.raw('delete from identity_provider.logouts');
  applications.received.length = 0;
});

afterAll(async () => {
  child?.kill('SIGKILL');
  await applications?.close();
  await database?.drop();
});

const started = (instances = 1) => startIdentityProviders(database, { instances, keyEncryptionKey });
const add = (at: string) => addApplication(db, applications.address(at));
/** Signs out of so many sessions that entered all these applications. */
async function signOuts(count: number, clientIds: readonly string[]): Promise<void> {
  for (let done = 0; done < count; done += 10) {
    const some = Array.from({ length: Math.min(10, count - done) });
    const sessions = await Promise.all(some.map(() => openSession(db, person, clientIds)));
    await Promise.all(sessions.map(({ idHash }) => end(db, idHash)));
  }
}
const allSettled = async () => !('pending' in (await deliveryStates(database.admin)));
const countOf = (place: string) => applications.received.filter((one) => one.path === place).length;

async function withProvider(instances: number, work: (provider: IdentityProvider) => Promise<void>): Promise<void> {
  const provider = await started(instances);
  try {
    await work(provider);
  } finally {
    await provider.stop();
  }
}

describe('applications are told of ended sessions', () => {
  it('each once, by whichever of two instances comes first', async () => {
    const clients = await Promise.all(['/one', '/two', '/three'].map(add));
    await withProvider(2, async () => {
      await signOuts(40, clients);
      await until('all told', allSettled);
    });
    expect(await deliveryStates(database.admin)).toEqual({ told: 120 });
    expect(applications.received).toHaveLength(120);
    expect(new Set(applications.received.map(({ sid }) => sid)).size).toBe(120);
    expect(new Set(applications.received.map(({ jti }) => jti)).size).toBe(120);
  });

  it('also where nobody ran when the session ended', async () => {
    const clients = await Promise.all(['/later', '/later-too'].map(add));
    await signOuts(3, clients);
    expect(await deliveryStates(database.admin)).toEqual({ pending: 6 });
    await withProvider(1, () => until('all told', allSettled));
    expect([countOf('/later'), countOf('/later-too')]).toEqual([3, 3]);
  });

  it('and one that hangs keeps none of the others waiting', async () => {
    applications.answers.set('/hangs', 'hang');
    const [hanging, quick] = [await add('/hangs'), await add('/quick')];
    await withProvider(1, async () => {
      await signOuts(60, [hanging, quick]);
      await until('the quick one is told of all', () => countOf('/quick') === 60);
      // Not more than its share was ever tried there, and none of it came to an end.
      expect(countOf('/hangs')).toBeLessThanOrEqual(8);
      const { rows } = await database.admin.raw<{ rows: { n: number }[] }>(
        `select count(*)::int as n from identity_provider.logout_deliveries where client_id = ? and state = 'told'`,
        [hanging],
      );
      expect(rows[0]!.n).toBe(0);
      applications.answers.delete('/hangs');
    });
  });

  it('and one that answers again is told at once of all that waited for it', async () => {
    applications.answers.set('/away', 503);
    const away = await add('/away');
    await withProvider(1, async () => {
      await signOuts(5, [away]);
      await until('each was tried', () => countOf('/away') >= 5);
      await until('it is known to fail', async () => (await healthOf(away))?.failing_since !== null);
      expect(await healthOf(away)).toMatchObject({ last_error: 'server-error', told: '0' });
      // As if they had been failing for hours: the next try of each is far away but for one.
      await database.admin.raw(
        `update identity_provider.logout_deliveries set due_at = now() + interval '1 hour' where client_id = ?`,
        [away],
      );
      applications.answers.delete('/away');
      await database.admin.raw(
        `update identity_provider.logout_deliveries set due_at = now(), leased_until = null
         where ctid = (select ctid from identity_provider.logout_deliveries where client_id = ? limit 1)`,
        [away],
      );
      await until('all told', allSettled);
      expect(await healthOf(away)).toMatchObject({ failing_since: null, told: '5' });
    });
  });

  it('and what has been tried for a week is given up, and counted', async () => {
    applications.answers.set('/gone', 404);
    const gone = await add('/gone');
    await signOuts(1, [gone, await addApplication(db, undefined)]);
    await database.admin.raw(`update identity_provider.logouts set ended_at = now() - interval '8 days'`);
    await withProvider(1, () => until('settled', allSettled));
    expect(await deliveryStates(database.admin)).toEqual({ 'given-up': 1, cannot: 1 });
    expect(await healthOf(gone)).toMatchObject({ last_error: 'not-found' });
  });

  it('also where their answer never reached us: they are told again, by a message of its own', async () => {
    const once = await add('/once');
    await signOuts(1, [once]);
    await withProvider(1, () => until('told', allSettled));
    await database.admin.raw(
      `update identity_provider.logout_deliveries set state = 'pending', settled_at = null, lease = gen_random_uuid(), leased_until = now()`,
    );
    await withProvider(1, () => until('told again', allSettled));
    expect(new Set(applications.received.map(({ sid }) => sid)).size).toBe(1);
    expect(new Set(applications.received.map(({ jti }) => jti)).size).toBe(2);
  });
});

describe('a service that dies while it tells', () => {
  it('loses nothing: killed without a word, its work is taken over', async () => {
    const clients = await Promise.all(['/k1', '/k2', '/k3'].map(add));
    for (const place of ['/k1', '/k2', '/k3']) applications.answers.set(place, { after_ms: 40 });
    const { process: victim } = await startProcess();
    await signOuts(50, clients);
    await until('it is at it', () => applications.received.length >= 30);
    const gone = new Promise((resolve) => victim.once('exit', resolve));
    victim.kill('SIGKILL');
    await gone;
    expect((await deliveryStates(database.admin))['pending']).toBeGreaterThan(0);
    // Nobody waits in a test for a lease to run out.
    await database.admin.raw(
      `update identity_provider.logout_deliveries set leased_until = now() where leased_until > now()`,
    );
    await withProvider(2, () => until('all told', allSettled));
    expect(await deliveryStates(database.admin)).toEqual({ told: 150 });
    expect(new Set(applications.received.map(({ sid }) => sid)).size).toBe(150);
  });

  it('nor does a database that breaks every connection in the middle', async () => {
    const clients = await Promise.all(['/d1', '/d2'].map(add));
    for (const place of ['/d1', '/d2']) applications.answers.set(place, { after_ms: 30 });
    await withProvider(2, async () => {
      await signOuts(50, clients);
      for (let breaks = 1; breaks <= 3; breaks += 1) {
        await until('they are at it', () => applications.received.length >= breaks * 20);
        await database.admin.raw(
          `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
        );
      }
      await until('most are told', async () => ((await deliveryStates(database.admin))['told'] ?? 0) > 60);
      await database.admin.raw(
        `update identity_provider.logout_deliveries set leased_until = now() where leased_until > now()`,
      );
      await until('all told', allSettled);
    });
    expect(await deliveryStates(database.admin)).toEqual({ told: 100 });
    expect(new Set(applications.received.map(({ sid }) => sid)).size).toBe(100);
  });
});

async function healthOf(clientId: string) {
  const { rows } = await database.admin.raw<{
    rows: { failing_since: Date | null; last_error: string; told: string }[];
  }>('select failing_since, last_error, told from identity_provider.logout_health where client_id = ?', [clientId]);
  return rows[0];
}

/** The service as a process of its own, so that it can be killed. */
async function startProcess(): Promise<{ process: ChildProcess }> {
  const port = await freePort();
  const main = path.resolve(import.meta.dirname, '../../../services/identity-provider/src/main.ts');
  child = spawn(process.execPath, ['--no-warnings', main], {
    stdio: 'ignore',
    env: {
      PATH: process.env['PATH'],
      NODE_ENV: 'test',
      DATABASE_URL: database.url('identity-provider'),
      CAMPUS_ISSUER: `http://localhost:${port}`,
      CAMPUS_HOST: '127.0.0.1',
      CAMPUS_PORT: String(port),
      CAMPUS_METRICS_PORT: '0',
      CAMPUS_LOG_LEVEL: 'silent',
      KEY_ENCRYPTION_KEY: keyEncryptionKey,
      OPERATOR_CLIENT_SECRET: 'x'.repeat(43),
      CAMPUS_PASSWORD_THREADS: '1',
    },
  });
  await until('the process listens', async () => {
    try {
      return (await fetch(`http://localhost:${port}/jwks`)).status === 200;
    } catch {
      return false;
    }
  });
  return { process: child };
}
