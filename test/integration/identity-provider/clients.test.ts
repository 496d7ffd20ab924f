import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type FreshDatabase, freshDatabase } from '../../support/databases.ts';
import { type ArrangedPerson, arrangePerson, arrangeUniversities } from '../../support/people.ts';
import { Browser } from './browser.ts';
import { authorizationRequest, freshTokens, type RegisteredClient, registerClient, tokenRequest } from './flows.ts';
import { type IdentityProvider, startIdentityProviders } from './identity-provider.ts';

let database: FreshDatabase;
let provider: IdentityProvider;
let anna: ArrangedPerson;
let boris: ArrangedPerson;
const password = 'верный пароль 1';
const tomorrow = { ms: 0 };

beforeAll(async () => {
  database = await freshDatabase();
  const { tpu } = await arrangeUniversities(database.admin);
  anna = await arrangePerson(database.admin, { university: tpu, roles: ['administrator'] });
  boris = await arrangePerson(database.admin, { university: tpu });
  provider = await startIdentityProviders(database, { clock: { now: () => new Date(Date.now() + tomorrow.ms) } });
  for (const { personId } of [anna, boris])
    await provider.api('PUT', `/api/v1/accounts/${personId}/password`, 'accounts.write', { password });
});

afterAll(async () => {
  await provider?.stop();
  await database?.drop();
});

type Json = Record<string, never> & { version: string; [name: string]: unknown };
const call = async (method: string, path: string, body?: unknown) => {
  const response = await provider.api(method, path, 'clients.write', body);
  return { status: response.status, body: (response.status === 204 ? {} : await response.json()) as Json };
};
const shown = async (id: string) => (await call('GET', `/api/v1/clients/${id}`)).body;
const secretWorks = async (client: RegisteredClient, client_secret: string) =>
  (
    await (
      await tokenRequest(
        provider.issuer,
        { ...client, client_secret },
        { grant_type: 'authorization_code', code: 'x', redirect_uri: 'x' },
      )
    ).json()
  ).error !== 'invalid_client';

describe('a client', () => {
  it('is changed by who has seen its present version, and by one of ten who do it at once', async () => {
    const { client_id } = await registerClient(provider);
    const { version } = await shown(client_id);
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, n) =>
        call('PATCH', `/api/v1/clients/${client_id}`, { version, client_name: `LMS ${n}` }),
      ),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, ...Array.from({ length: 9 }, () => 409)]);
    const after = await shown(client_id);
    expect(after.version).toBe(String(Number(version) + 1));
    expect((await call('PATCH', `/api/v1/clients/${client_id}`, { version, client_name: 'late' })).body['code']).toBe(
      'version.stale',
    );
  });

  it('keeps on record who changed what, and nobody can change that record', async () => {
    const { client_id } = await registerClient(provider);
    const { version } = await shown(client_id);
    await call('PATCH', `/api/v1/clients/${client_id}`, { version, scope: 'openid', require_pkce: true });
    const { changes } = (await call('GET', `/api/v1/clients/${client_id}/history`)).body as unknown as {
      changes: { version: string; by: string; changed: Record<string, unknown[]> }[];
    };
    expect(changes.map((one) => one.version)).toEqual(['2', '1']);
    expect(changes[0]).toMatchObject({ by: 'client:operator', changed: { scope: [expect.any(String), 'openid'] } });
    const service = database.as('identity-provider');
    await expect(service.raw('delete from identity_provider.client_history')).rejects.toMatchObject({
      cause: { code: '42501' },
    });
    await expect(service.raw(`update identity_provider.client_history set by = 'x'`)).rejects.toMatchObject({
      cause: { code: '42501' },
    });
    // Not even a statement that names no version goes unrecorded.
    await service.raw(`update identity_provider.clients set name = 'by hand', version = 1 where id = ?`, [client_id]);
    expect((await shown(client_id)).version).toBe('3');
  });

  it('is given to a university by the operator, and to none that is not there', async () => {
    const { client_id } = await registerClient(provider);
    const { version } = await shown(client_id);
    const change = (university: string) => call('PATCH', `/api/v1/clients/${client_id}`, { version, university });
    expect((await change('nowhere')).status).toBe(404);
    const { slug, id } = await database.admin('directory.universities').first('slug', 'id');
    expect(await change(slug)).toMatchObject({ status: 200, body: { university_id: id } });
  });

  it('is not made unfit, and what belongs to the product is left alone', async () => {
    const { client_id } = await registerClient(provider);
    const { version } = await shown(client_id);
    const unfit = await call('PATCH', `/api/v1/clients/${client_id}`, { version, redirect_uris: ['https://a.b/#c'] });
    expect(unfit).toMatchObject({ status: 422, body: { code: 'client.unfit' } });
    const operator = await shown('operator');
    const change = await call('PATCH', '/api/v1/clients/operator', { version: operator.version, scope: 'openid' });
    expect(change).toMatchObject({ status: 409, body: { code: 'client.of_the_product' } });
  });

  it('has two secrets for a while: both work, the older until its time and not one moment longer', async () => {
    const client = await registerClient(provider);
    const { version } = await shown(client.client_id);
    const path = `/api/v1/clients/${client.client_id}/secret`;
    const both = await Promise.all([1, 2].map(() => call('POST', path, { version, keep_hours: 2 })));
    expect(both.map(({ status }) => status).toSorted()).toEqual([201, 409]);
    const fresh = String(both.find(({ status }) => status === 201)!.body['client_secret']);
    expect(await secretWorks(client, fresh)).toBe(true);
    expect(await secretWorks(client, client.client_secret!)).toBe(true);
    expect(await secretWorks(client, `${fresh.slice(0, -1)}${fresh.endsWith('A') ? 'B' : 'A'}`)).toBe(false);
    tomorrow.ms = 2 * 3_600_000 + 1_000;
    expect(await secretWorks(client, client.client_secret!)).toBe(false);
    expect(await secretWorks(client, fresh)).toBe(true);
    tomorrow.ms = 0;
    const now = await shown(client.client_id);
    expect(JSON.stringify(now)).not.toContain(fresh);
    expect(
      (await call('DELETE', `/api/v1/clients/${client.client_id}/older-secret?version=${now.version}`)).status,
    ).toBe(204);
    expect(await secretWorks(client, client.client_secret!)).toBe(false);
    expect(await secretWorks(client, fresh)).toBe(true);
  });

  it('lets nobody in while it is suspended, honours no token of it, and never comes back once withdrawn', async () => {
    const client = await registerClient(provider);
    const { tokens } = await freshTokens(provider.issuer, client, { login: boris.eppn, password });
    const set = async (state: string) =>
      call('PUT', `/api/v1/clients/${client.client_id}/state`, {
        version: (await shown(client.client_id)).version,
        state,
      });
    expect((await set('suspended')).body['state']).toBe('suspended');
    const me = () => fetch(`${provider.issuer}/me`, { headers: { authorization: `Bearer ${tokens.access_token}` } });
    expect((await me()).status).toBe(401);
    expect((await new Browser().get(authorizationRequest(provider.issuer, client).url)).status).toBe(400);
    expect((await set('live')).status).toBe(200);
    expect((await me()).status).toBe(200);
    await set('withdrawn');
    expect((await me()).status).toBe(401);
    expect((await set('live')).body['code']).toBe('client.state_refused');
    await expect(
      database
        .as('identity-provider')
        .raw(`update identity_provider.clients set state = 'live' where id = ?`, [client.client_id]),
    ).rejects.toMatchObject({ cause: { code: '23514' } });
  });
});

describe('a product that we know', () => {
  it('is registered as a draft with the settings to fill in, and lets its administrators in and nobody else', async () => {
    const added = await call('POST', '/api/v1/clients/presets', {
      university: 'tpu',
      preset: 'mod-auth-openidc',
      client_name: 'Wiki',
      address: 'http://localhost:9/wiki/',
    });
    expect(added).toMatchObject({ status: 201, body: { state: 'draft' } });
    const client = {
      client_id: String(added.body['client_id']),
      client_secret: String(added.body['client_secret']),
      redirect_uri: 'http://localhost:9/wiki/oidc/callback',
    };
    expect(JSON.stringify(added.body['settings'])).toContain(
      '"field":"OIDCRedirectURI","value":"http://localhost:9/wiki/oidc/callback"',
    );
    await expect(freshTokens(provider.issuer, client, { login: boris.eppn, password })).rejects.toThrow(
      'not signed in: 400',
    );
    const { tokens } = await freshTokens(provider.issuer, client, { login: anna.eppn, password });
    expect(tokens.id_token).toBeDefined();
    const opened = await call('PUT', `/api/v1/clients/${client.client_id}/state`, {
      version: (await shown(client.client_id)).version,
      state: 'live',
      untested: true,
    });
    expect(opened.status).toBe(200);
    expect((await freshTokens(provider.issuer, client, { login: boris.eppn, password })).tokens.id_token).toBeDefined();
  });
});
