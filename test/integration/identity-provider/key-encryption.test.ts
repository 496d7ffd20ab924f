import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createLogger, uuidv7 } from '@onecampus/runtime';
import { keyEncryptionKey, open, seal, sealedUnder } from '@onecampus/tokens';
import { readIdentityProviderConfig } from '../../../services/identity-provider/src/config.ts';
import { startIdentityProvider } from '../../../services/identity-provider/src/start.ts';
import { sealedColumns, sealedTables } from '../../../services/identity-provider/src/store/sealed-values.ts';
import { proveCode } from '../../../services/identity-provider/src/use-cases/prove-code.ts';
import { campus } from '../../journeys/campus.ts';
import { redisUrl } from '../../support/redis.ts';
import { until } from '../../support/until.ts';
import { Browser } from './browser.ts';
import { addTotp, codeFor, makeRecoveryCodes, type Who } from './factor-flows.ts';
import { type FactorWorld, isLetIn, openFactorWorld } from './factor-world.ts';

const former = randomBytes(32).toString('base64url');
const next = randomBytes(32).toString('base64url');
const idOf = (text: string) => keyEncryptionKey(Buffer.from(text, 'base64url')).id;

/** One key takes the place of another while people sign in over two instances, one of which is a step behind. */
describe('the key-encryption key', () => {
  let world: FactorWorld;
  let folder: string;
  const running: { stop(): Promise<void> }[] = [];
  let anna: { personId: string; who: Who; secret: string; codes: string[] };
  let steps = 1;

  let first: Pick<FactorWorld['provider'], 'stop'> | undefined;

  beforeAll(async () => {
    world = await openFactorWorld({ keyEncryptionKey: former });
    first = world.provider;
    folder = await mkdtemp(path.join(tmpdir(), 'campus-keys-'));
    const { issuer, operatorSecret } = world.provider;
    const services = {
      'identity-provider': issuer,
      registrar: issuer,
      'card-issuer': issuer,
      'access-checker': issuer,
    };
    await writeFile(
      path.join(folder, 'operator.json'),
      JSON.stringify({ issuer, clientId: 'operator', clientSecret: operatorSecret, scope: 'keys.write', services }),
    );
    anna = await withSecondFactor();
  });
  afterAll(async () => {
    await Promise.all([first, ...running].map((one) => one?.stop()));
    await world?.database.drop();
    if (folder) await rm(folder, { recursive: true });
  });

  async function withSecondFactor() {
    const { person, who, browser } = await world.somebody();
    const secret = await addTotp(world.provider, browser);
    const codes = await makeRecoveryCodes(world.provider, browser);
    expect(codes).toHaveLength(10);
    return { personId: person.personId, who, secret, codes };
  }

  /** Another instance of the same provider, with these keys. */
  async function instance(keys: Record<string, string>, port = 0) {
    const started = await startIdentityProvider(
      readIdentityProviderConfig({
        NODE_ENV: 'test',
        DATABASE_URL: world.database.url('identity-provider'),
        ...(redisUrl ? { REDIS_URL: redisUrl } : {}),
        CAMPUS_ISSUER: world.provider.issuer,
        CAMPUS_HOST: '127.0.0.1',
        CAMPUS_PORT: String(port),
        CAMPUS_METRICS_PORT: '0',
        OPERATOR_CLIENT_SECRET: world.provider.operatorSecret,
        CAMPUS_PASSWORD_THREADS: '1',
        ...keys,
      }),
      {
        ephemeralPrefix: world.provider.ephemeralPrefix,
        log: createLogger({ service: 'identity-provider', level: 'silent' }),
      },
    );
    running.push(started);
    return {
      at: `http://localhost:${started.serving.port}`,
      stop: async () => {
        running.splice(running.indexOf(started), 1);
        await started.stop();
      },
    };
  }

  async function signsInBy(code: string, more: Record<string, string> = {}): Promise<boolean> {
    const browser = new Browser();
    const { url } = await world.afterPassword(browser, anna.who);
    return isLetIn(await browser.post(url, { code, ...more }));
  }
  /** Each step serves once, so every sign-in takes the next one of the two that count. */
  const signsInByApp = async () => {
    await world.database.admin('identity_provider.totp').update({ last_step: 0 });
    steps = 1 - steps;
    return signsInBy(codeFor(anna.secret, new Date(), steps));
  };
  const run = (...args: string[]) =>
    campus(path.join(folder, 'operator.json'), 'keys', 'encryption', ...args, '--output', 'json');
  const post = async (at: string, place: string, body: object) =>
    fetch(`${at}/api/v1/key-encryption/${place}`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${await world.provider.operatorToken('keys.write')}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify(body),
    });
  async function keysOfValues(): Promise<Set<string | undefined>> {
    const found = new Set<string | undefined>();
    for (const [table, column] of sealedColumns.map((one) => one.split('.') as [string, string])) {
      for (const row of await world.database.admin(`identity_provider.${table}`).whereNotNull(column).select(column))
        found.add(sealedUnder(row[column] as string));
    }
    return found;
  }

  it('covers every sealed column that there is', async () => {
    const { rows } = await world.database.admin.raw<{ rows: { name: string }[] }>(
      `select c.relname || '.' || a.attname as name from pg_class c join pg_attribute a on a.attrelid = c.oid
       where c.relnamespace = 'identity_provider'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
         and not a.attisdropped and a.attname like '%sealed%'`,
    );
    expect(sealedColumns.toSorted()).toEqual(rows.map(({ name }) => name).toSorted());
  });

  it('changes nothing while one running instance lacks the new key', async () => {
    const second = await instance({ KEY_ENCRYPTION_KEY: former, KEY_ENCRYPTION_KEY_NEXT: next });
    const refused = await post(second.at, 'change', { to: idOf(next) });
    expect(refused.status).toBe(409);
    expect(await refused.json()).toMatchObject({ code: 'encryption-key.not_everywhere' });
    expect(await keysOfValues()).toEqual(new Set([idOf(former)]));
    // Both orders of the settings mean the same: what seals is said by the database.
    const third = await instance({ KEY_ENCRYPTION_KEY: next, KEY_ENCRYPTION_KEY_NEXT: former });
    expect((await post(third.at, 'verify', {})).status).toBe(200);
    expect(await keysOfValues()).toEqual(new Set([idOf(former)]));
    expect(await signsInByApp()).toBe(true);
    await third.stop();
    await second.stop();
  });

  it('changes once all have it; everything stored is put into new envelopes, and people sign in all the while', async () => {
    const port = Number(new URL(world.provider.issuer).port);
    await first!.stop();
    first = undefined;
    const both = { KEY_ENCRYPTION_KEY: former, KEY_ENCRYPTION_KEY_NEXT: next };
    const [one, second] = [await instance(both, port), await instance(both)];
    expect((await post(second.at, 'change', { to: 'nobody-has-it' })).status).toBe(409);
    await fillEveryTable();

    // The second changes; the first, which has heard of nothing perhaps, opens and seals on.
    expect((await post(second.at, 'change', { to: idOf(next) })).status).toBe(200);
    expect(await signsInByApp()).toBe(true);
    // A walk that was broken off after a page is simply begun anew.
    expect(await (await post(one.at, 'rewrap', {})).json()).toMatchObject({ done: 1, unopened: [] });
    const ran = await run('change', idOf(next));
    expect({ code: ran.code, err: ran.err }).toEqual({ code: 0, err: '' });
    const shown = ran.json<{ sealing: string; left: number; values: { table: string; key: string }[] }>();
    expect(shown).toMatchObject({ sealing: idOf(next), left: 0 });
    // Requests for a new password live for a second, until they are answered.
    const lasting = sealedTables.filter((table) => table !== 'password_requests');
    expect(shown.values.map(({ table }) => table).toSorted()).toEqual(lasting.toSorted());
    expect(await keysOfValues()).toEqual(new Set([idOf(next)]));
    expect(await signsInByApp()).toBe(true);
    // What is written from now on is sealed with it, by either.
    await until('the other instance seals with it', async () => {
      const { instances } = (await run('show')).json<{ instances: { seals_with: string }[] }>();
      return instances.length === 2 && instances.every((one) => one.seals_with === idOf(next));
    });

    await second.stop();
    await one.stop();
  });

  it('lets the former key go: hashes that were made before go on, and who has it alone does not start', async () => {
    await expect(instance({ KEY_ENCRYPTION_KEY: former })).rejects.toThrow(/KEY_ENCRYPTION_KEY: .*sealed with the key/);
    const alone = await instance({ KEY_ENCRYPTION_KEY: next }, Number(new URL(world.provider.issuer).port));
    expect(await signsInByApp()).toBe(true);
    expect(await signsInBy(anna.codes[0]!, { recovery: 'yes' })).toBe(true);
    expect((await run('verify')).code).toBe(0);
    // What does not open is named, and the command fails.
    const id = uuidv7();
    const foreign = seal('x', keyEncryptionKey(randomBytes(32)), `identity_provider.cookie_keys:${id}`);
    await world.database.admin('identity_provider.cookie_keys').insert({ id, sealed_key: foreign });
    const failed = await run('verify');
    expect([failed.code, failed.err.includes(`cookie_keys:${id}`)]).toEqual([3, true]);
    await world.database.admin('identity_provider.cookie_keys').where({ id }).delete();
    await alone.stop();
  });

  it('a code by the clock is spent though its secret came into a new envelope at that moment', async () => {
    const kek = { ...keyEncryptionKey(Buffer.from(next, 'base64url')) };
    const place = `identity_provider.totp:${anna.personId}`;
    const row = world.database.admin('identity_provider.totp').where({ person_id: anna.personId });
    const before = (await row.clone().first('sealed_secret')).sealed_secret as string;
    await row.clone().update({ last_step: 0 });
    const holding = await world.database.admin.transaction();
    await holding('identity_provider.totp').where({ person_id: anna.personId }).forUpdate().first();
    const proved = proveCode(
      {
        db: world.database.as('identity-provider'),
        kek,
        clock: { now: () => new Date() },
        tries: { count: async () => undefined, forgive: async () => undefined } as never,
      },
      { personId: anna.personId, code: codeFor(anna.secret), from: 'test' },
    );
    await until('the code waits for the row', async () => {
      const { rows } = await world.database.admin.raw<{ rows: unknown[] }>(
        `select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`,
      );
      return rows.length > 0;
    });
    await holding('identity_provider.totp')
      .where({ person_id: anna.personId })
      .update({ sealed_secret: seal(open(before, kek, place), kek, place) });
    await holding.commit();
    expect(await proved).toBe('totp');
  });

  /** At least one value in each table, as the product would have sealed it. */
  async function fillEveryTable(): Promise<void> {
    const kek = keyEncryptionKey(Buffer.from(former, 'base64url'));
    const db = world.database.admin;
    const sealed = (place: string) => seal('{}', kek, place);
    const id = uuidv7();
    const university = await db('directory.universities').first('id');
    await fetch(`${world.provider.issuer}/.well-known/openid-federation`);
    await fetch(`${world.provider.issuer}/saml/metadata`);
    await db('identity_provider.upstreams').insert({
      id,
      university_id: university.id,
      slug: 'test-upstream',
      issuer: 'https://upstream.example',
      client_id: 'campus',
      auth_method: 'client_secret_basic',
      secret_sealed: sealed(`identity_provider.upstreams.secret:${id}`),
      scopes: ['openid'],
      claims: '{}',
      domains: ['upstream.example'],
      changed_by: 'service:test',
    });
    await db('identity_provider.upstream_strangers').insert({
      id,
      upstream_id: id,
      university_id: university.id,
      issuer: 'https://upstream.example',
      sub: 'x',
      shown_sealed: sealed(`identity_provider.upstream_strangers.shown:${id}`),
    });
    await db('identity_provider.mails').insert({
      id,
      person_id: anna.personId,
      kind: 'test',
      sealed: sealed(`mails.sealed:${id}`),
      useless_at: new Date(Date.now() + 3_600_000),
      due_at: new Date(Date.now() + 3_600_000),
    });
  }
});
