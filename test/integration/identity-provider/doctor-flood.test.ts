import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type FreshDatabase, freshDatabase } from '../../support/databases.ts';
import { arrangeUniversities } from '../../support/people.ts';
import { until } from '../../support/until.ts';
import { authorizationRequest, type RegisteredClient, registerClient } from './flows.ts';
import { type IdentityProvider, startIdentityProviders } from './identity-provider.ts';

interface Step {
  readonly step: string;
  readonly error: string | null;
  readonly observed: { readonly from?: string; readonly repeated?: number; readonly redirectUri?: string };
  readonly finding: { readonly code: string; readonly observed?: string } | null;
}

/** A stranger asks for an application's attention, from an address or from many, while its own sign-in fails. */
describe('a flood of refused requests at an application', () => {
  let database: FreshDatabase;
  let provider: IdentityProvider;

  beforeAll(async () => {
    database = await freshDatabase();
    await arrangeUniversities(database.admin);
    provider = await startIdentityProviders(database, { settings: { CAMPUS_TRUST_PROXY: '127.0.0.1' } });
  });
  afterAll(async () => {
    await provider?.stop();
    await database?.drop();
  });

  const requested = (client: RegisteredClient, from: string, redirectUri: string) => {
    const url = new URL(authorizationRequest(provider.issuer, client).url);
    url.searchParams.set('redirect_uri', redirectUri);
    return fetch(url, { headers: { 'x-forwarded-for': from }, redirect: 'manual' });
  };
  const shown = async (client: RegisteredClient): Promise<Step[]> => {
    const response = await provider.api('GET', `/api/v1/clients/${client.client_id}/trace`, 'clients.write');
    const { flows } = (await response.json()) as { flows: { steps: Step[] }[] };
    return flows.flatMap(({ steps }) => steps);
  };
  const own = 'https://lms.tpu.ru/auth/oidc/';
  const observedIn = (steps: readonly Step[]) => steps.map(({ observed }) => observed.redirectUri);
  const kept = async (client: RegisteredClient) =>
    Number(
      (await database.admin('identity_provider.client_traces').where({ client_id: client.client_id }).count())[0]![
        'count'
      ],
    );

  it('from one place hides nothing: the first few and the last are there with their number, and the own failure beside them', async () => {
    const client = await registerClient(provider);
    expect((await requested(client, '198.51.100.7', own)).status).toBe(400);
    for (let n = 0; n < 50; n += 1) await requested(client, '203.0.113.9', `https://stranger.example/${n}`);
    // The own failure came first, and comes again in the middle of it.
    await requested(client, '198.51.100.7', `${own}callback`);
    await until('the last of the flood is told', async () =>
      (await shown(client)).some(({ observed }) => observed.repeated !== undefined),
    );
    const steps = await shown(client);
    expect(observedIn(steps)).toEqual(expect.arrayContaining([own, `${own}callback`]));
    const [last] = steps.filter(({ observed }) => observed.repeated !== undefined);
    expect(last!.observed).toMatchObject({ repeated: 45 });
    expect(await kept(client)).toBe(2 + 5 + 1);
    // Of what is alike and from one place only some are shown; places are told apart and not named.
    expect(steps.filter(({ observed }) => observed.redirectUri?.includes('stranger')).length).toBeLessThanOrEqual(3);
    expect(new Set(steps.map(({ observed }) => observed.from)).size).toBe(2);
    expect(JSON.stringify(steps)).not.toMatch(/203\.0\.113|198\.51\.100/);
  });

  it('from many places fills neither the table nor the page', async () => {
    const client = await registerClient(provider);
    await requested(client, '198.51.100.7', own);
    for (let n = 0; n < 120; n += 1) await requested(client, `203.0.${n}.9`, `https://stranger.example/${n}`);
    const token = await fetch(`${provider.issuer}/token`, {
      method: 'POST',
      headers: {
        authorization: `Basic ${Buffer.from(`${client.client_id}:wrong`).toString('base64')}`,
        'x-forwarded-for': '198.51.100.7',
      },
      body: new URLSearchParams({ grant_type: 'authorization_code', code: 'x', redirect_uri: client.redirect_uri }),
    });
    expect(token.status).toBe(401);
    await until('the refusal of the token request is told', async () =>
      (await shown(client)).some(({ step }) => step === 'tokens'),
    );
    expect(await kept(client)).toBeLessThan(2 * 60 + 125);
    expect((await shown(client)).length).toBeLessThanOrEqual(60);
  });
});
