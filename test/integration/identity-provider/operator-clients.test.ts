import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { campus as runCampus } from '../../journeys/campus.ts';
import { type FreshDatabase, freshDatabase } from '../../support/databases.ts';
import { arrangeUniversities } from '../../support/people.ts';
import { type IdentityProvider, startIdentityProviders } from './identity-provider.ts';

let database: FreshDatabase;
let provider: IdentityProvider;
let folder: string;

beforeAll(async () => {
  database = await freshDatabase();
  await arrangeUniversities(database.admin);
  provider = await startIdentityProviders(database);
  folder = await mkdtemp(path.join(tmpdir(), 'campus-operator-'));
  const { issuer, operatorSecret } = provider;
  const services = { 'identity-provider': issuer, registrar: issuer, 'card-issuer': issuer, 'access-checker': issuer };
  await writeFile(
    path.join(folder, 'operator.json'),
    JSON.stringify({ issuer, clientId: 'operator', clientSecret: operatorSecret, scope: 'clients.write', services }),
  );
});

afterAll(async () => {
  await provider?.stop();
  await database?.drop();
  if (folder) await rm(folder, { recursive: true });
});

/** The answer of `campus … --output json`, or the exit code of a refusal. */
async function campus<Answer>(...args: string[]): Promise<Answer | number> {
  const ran = await runCampus(path.join(folder, 'operator.json'), ...args, '--output', 'json');
  return ran.code === 0 ? ran.json<Answer>() : ran.code;
}

it('connects a product, changes it, gives it a second secret, and opens, suspends and withdraws it', async () => {
  const made = (await campus<{ client_id: string; client_secret: string }>(
    'clients',
    'connect',
    'tpu',
    'moodle',
    'https://moodle.tpu.ru',
    '--name',
    'Moodle',
  )) as { client_id: string; client_secret: string };
  const id = made.client_id;
  expect(await campus('clients', 'show', id)).toMatchObject({ state: 'draft', version: '1', preset: 'moodle' });
  expect(await campus('clients', 'change', id, '--name', 'Moodle of TPU')).toMatchObject({ version: '2' });
  // Not opened without a test, unless the operator says so.
  expect(await campus('clients', 'open', id)).toBe(3);
  expect(await campus('clients', 'open', id, '--untested')).toMatchObject({ state: 'live' });
  const fresh = (await campus<{ client_secret: string }>('clients', 'new-secret', id, '--keep-hours', '2')) as {
    client_secret: string;
  };
  expect(fresh.client_secret).not.toBe(made.client_secret);
  expect(await campus('clients', 'end-older-secret', id)).toEqual({ client_id: id });
  expect(await campus('clients', 'suspend', id)).toMatchObject({ state: 'suspended' });
  expect(await campus('clients', 'open', id)).toMatchObject({ state: 'live' });
  expect(await campus('clients', 'withdraw', id)).toMatchObject({ state: 'withdrawn' });
  expect(await campus('clients', 'open', id)).toBe(3);
  const { changes } = (await campus<{ changes: { by: string }[] }>('clients', 'history', id)) as {
    changes: { by: string }[];
  };
  expect(changes.map(({ by }) => by)).toEqual(Array.from({ length: 8 }, () => 'client:operator'));
  expect(await campus('clients', 'doctor', id)).toEqual({ flows: [] });
  expect(await campus('clients', 'show', 'no-such-client')).toBe(4);
});
