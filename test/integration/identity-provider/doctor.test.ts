import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type FreshDatabase, freshDatabase } from '../../support/databases.ts';
import { type ArrangedPerson, arrangePerson, arrangeUniversities } from '../../support/people.ts';
import { until } from '../../support/until.ts';
import { Browser } from './browser.ts';
import { authorizationRequest, freshTokens, type RegisteredClient, signInAt, userinfo } from './flows.ts';
import { type IdentityProvider, startIdentityProviders } from './identity-provider.ts';

let database: FreshDatabase;
let provider: IdentityProvider;
let anna: ArrangedPerson;
const password = 'верный пароль 1';

beforeAll(async () => {
  database = await freshDatabase();
  const { tpu } = await arrangeUniversities(database.admin);
  anna = await arrangePerson(database.admin, { university: tpu, roles: ['administrator'] });
  provider = await startIdentityProviders(database);
  await provider.api('PUT', `/api/v1/accounts/${anna.personId}/password`, 'accounts.write', { password });
});

afterAll(async () => {
  await provider?.stop();
  await database?.drop();
});

interface Step {
  readonly step: string;
  readonly outcome: string;
  readonly error: string | null;
  readonly observed: Record<string, unknown>;
  readonly finding: { code: string; observed?: string; registered?: string } | null;
}

const registered = async (preset: string): Promise<RegisteredClient> => {
  const response = await provider.api('POST', '/api/v1/clients/presets', 'clients.write', {
    university: 'tpu',
    preset,
    client_name: preset,
    address: 'http://localhost:9/lms',
  });
  const made = (await response.json()) as RegisteredClient;
  const shown = await (await provider.api('GET', `/api/v1/clients/${made.client_id}`, 'clients.write')).json();
  return { ...made, redirect_uri: (shown as { redirect_uris: string[] }).redirect_uris[0]! };
};

/** The newest sign-in of a client as the doctor sees it, once it has as many steps as are waited for. */
async function newestFlow(client: RegisteredClient, steps: number): Promise<Step[]> {
  for (let tries = 0; tries < 100; tries += 1) {
    const response = await provider.api('GET', `/api/v1/clients/${client.client_id}/trace`, 'clients.write');
    const { flows } = (await response.json()) as { flows: { steps: Step[] }[] };
    if ((flows[0]?.steps.length ?? 0) >= steps) return flows[0]!.steps;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('the steps were not traced');
}

/** Waits until the newest sign-in of a client is the one that this was found in. */
async function found(client: RegisteredClient, code: string): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    if ((await newestFlow(client, 1))[0]!.finding?.code === code) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`${code} was not found`);
}

const plain = (client: RegisteredClient, change: Record<string, string>) => {
  const { url } = authorizationRequest(provider.issuer, client, change);
  const without = new URL(url);
  for (const [name, value] of Object.entries(change)) if (value === '') without.searchParams.delete(name);
  return without.href;
};

const redeemWith = (client: RegisteredClient, form: Record<string, string>, headers: Record<string, string> = {}) =>
  fetch(`${provider.issuer}/token`, {
    method: 'POST',
    headers,
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      redirect_uri: client.redirect_uri,
      client_id: client.client_id,
      ...form,
    }),
  });

describe('the doctor', () => {
  it('follows a sign-in from the request to userinfo as one, and keeps nothing secret and nobody’s name', async () => {
    const client = await registered('mod-auth-openidc');
    const { tokens, code, verifier } = await freshTokens(provider.issuer, client, { login: anna.eppn, password });
    await userinfo(provider.issuer, tokens.access_token);
    const steps = await newestFlow(client, 4);
    expect(steps.map(({ step, outcome }) => `${step} ${outcome}`)).toEqual([
      'request waiting',
      'code ok',
      'tokens ok',
      'userinfo ok',
    ]);
    expect(steps[3]!.observed['claims']).toEqual(expect.arrayContaining(['sub', 'email']));
    const { rows } = await database.admin.raw<{ rows: unknown[] }>('select * from identity_provider.client_traces');
    const kept = JSON.stringify(rows);
    for (const secret of [
      client.client_secret!,
      tokens.access_token,
      tokens.id_token,
      code,
      verifier,
      anna.eppn,
      anna.referenceId,
    ])
      expect(kept).not.toContain(secret);
  });

  it.each([
    ['redirect-slash', { redirect_uri: 'http://localhost:9/lms/oidc/callback/' }],
    ['redirect-scheme', { redirect_uri: 'https://localhost:9/lms/oidc/callback' }],
    ['redirect-port', { redirect_uri: 'http://localhost:8/lms/oidc/callback' }],
    ['redirect-case', { redirect_uri: 'http://localhost:9/LMS/oidc/callback' }],
    ['redirect-path', { redirect_uri: 'http://localhost:9/oidc/callback' }],
    ['redirect-missing', { redirect_uri: '' }],
    ['pkce-missing', { code_challenge: '', code_challenge_method: '' }],
    ['pkce-plain', { code_challenge_method: 'plain' }],
    ['openid-missing', { scope: 'profile' }],
    ['response-type', { response_type: 'id_token' }],
    ['scope-not-allowed', { scope: 'openid eduperson_scoped_affiliation' }],
  ])('names %s in a refused request', async (code, change) => {
    const client = await registered('mod-auth-openidc');
    await new Browser().get(plain(client, change as Record<string, string>));
    const [step] = await newestFlow(client, 1);
    expect(step).toMatchObject({
      step: 'request',
      outcome: code === 'openid-missing' ? step!.outcome : 'refused',
      finding: { code },
    });
  });

  it.each([
    ['nonce-missing', { nonce: '' }],
    ['scope-unknown', { scope: 'openid groups' }],
  ])('advises on %s though it lets the request through', async (code, change) => {
    const client = await registered('mod-auth-openidc');
    await new Browser().get(plain(client, change as Record<string, string>));
    expect((await newestFlow(client, 1))[0]).toMatchObject({ outcome: 'waiting', finding: { code } });
  });

  it.each([
    ['secret-wrong', () => ({ client_secret: 'x'.repeat(43) })],
    ['secret-spaces', ({ client_secret }: RegisteredClient) => ({ client_secret: `${client_secret} ` })],
    [
      'secret-encoded',
      ({ client_secret }: RegisteredClient) => ({
        client_secret: `%${client_secret!.charCodeAt(0).toString(16)}${client_secret!.slice(1)}`,
      }),
    ],
    ['secret-is-the-id', ({ client_id }: RegisteredClient) => ({ client_secret: client_id })],
    ['secret-missing', () => ({})],
    ['code-used-or-old', ({ client_secret }: RegisteredClient) => ({ client_secret: client_secret! })],
  ] as const)('names %s where a code is not redeemed', async (code, form) => {
    const client = await registered('moodle');
    await redeemWith(client, { code: 'no-such-code', ...(form(client) as Record<string, string>) });
    expect((await newestFlow(client, 1))[0]).toMatchObject({ step: 'tokens', outcome: 'refused', finding: { code } });
  });

  it('names the older secret once its time is over, a secret sent twice, and a header that is none', async () => {
    const client = await registered('moodle');
    await provider.api('POST', `/api/v1/clients/${client.client_id}/secret`, 'clients.write', {
      version: '1',
      keep_hours: 1,
    });
    await database.admin.raw(
      `update identity_provider.clients set older_secret_until = now() - interval '1 s' where id = ?`,
      [client.client_id],
    );
    // What was changed by hand is told to nobody; the next registered change makes every instance look again.
    const { version } = (await (
      await provider.api('GET', `/api/v1/clients/${client.client_id}`, 'clients.write')
    ).json()) as {
      version: string;
    };
    await provider.api('PATCH', `/api/v1/clients/${client.client_id}`, 'clients.write', {
      version,
      client_name: 'again',
    });
    await redeemWith(client, { code: 'x', client_secret: client.client_secret! });
    await found(client, 'secret-older-ended');
    const basic = `Basic ${Buffer.from(`${client.client_id}:x`).toString('base64')}`;
    await redeemWith(client, { code: 'x', client_secret: 'x' }, { authorization: basic });
    // The engine refuses these before it looks whose they are.
    await found(client, 'secret-twice');
    await redeemWith(client, { code: 'x' }, { authorization: 'Basic !!!' });
    await found(client, 'basic-malformed');
  });

  it('knows whose a request is by its redirect address where the client id is mistyped, or the service is closed', async () => {
    const client = await registered('moodle');
    const own = 'http://localhost:9/only-here';
    const path = `/api/v1/clients/${client.client_id}`;
    await provider.api('PATCH', path, 'clients.write', { version: '1', redirect_uris: [own] });
    await new Browser().get(plain({ client_id: `${client.client_id}x`, redirect_uri: own }, {}));
    expect((await newestFlow(client, 1))[0]!.finding).toEqual({
      code: 'client-id-unknown',
      observed: `${client.client_id}x`,
      registered: client.client_id,
    });
    await provider.api('PUT', `${path}/state`, 'clients.write', { version: '2', state: 'withdrawn' });
    await new Browser().get(plain({ client_id: client.client_id, redirect_uri: own }, {}));
    await found(client, 'client-closed');
  });

  it('names what is wrong with the proof of PKCE, in the sign-in that it belongs to', async () => {
    const client = await registered('mod-auth-openidc');
    const request = authorizationRequest(provider.issuer, client);
    const browser = new Browser();
    const callback = await signInAt(browser, request, client, { login: anna.eppn, password });
    const code = callback.searchParams.get('code')!;
    await redeemWith(client, { code, code_verifier: 'w'.repeat(43), client_secret: client.client_secret! });
    const steps = await newestFlow(client, 3);
    expect(steps.map(({ step }) => step)).toEqual(['request', 'code', 'tokens']);
    expect(steps[2]!.finding?.code).toBe('pkce-verifier-wrong');
  });

  it('names an address after sign-out that is not registered', async () => {
    const client = await registered('mod-auth-openidc');
    const leave = new URL(`${provider.issuer}/session/end`);
    leave.search = new URLSearchParams({
      client_id: client.client_id,
      post_logout_redirect_uri: 'http://localhost:9/lms',
    }).toString();
    await new Browser().get(leave.href);
    expect((await newestFlow(client, 1))[0]).toMatchObject({
      step: 'sign-out',
      finding: {
        code: 'post-logout-unregistered',
        observed: 'http://localhost:9/lms',
        registered: 'http://localhost:9/lms/',
      },
    });
  });

  it('opens a draft only after a sign-in has gone through since its last change', async () => {
    const client = await registered('moodle');
    const path = `/api/v1/clients/${client.client_id}`;
    const open = async () => {
      const { version } = (await (await provider.api('GET', path, 'clients.write')).json()) as { version: string };
      return (await provider.api('PUT', `${path}/state`, 'clients.write', { version, state: 'live' })).status;
    };
    expect(await open()).toBe(409);
    const browser = new Browser();
    const callback = await signInAt(
      browser,
      { url: plain(client, { code_challenge: '', code_challenge_method: '', nonce: '' }), verifier: '', state: '' },
      client,
      { login: anna.eppn, password },
    );
    await newestFlow(client, 2);
    expect(await open()).toBe(409);
    await redeemWith(client, { code: callback.searchParams.get('code')!, client_secret: client.client_secret! });
    await newestFlow(client, 3);
    await provider.api('PATCH', path, 'clients.write', { version: '1', client_name: 'changed since' });
    expect(await open()).toBe(409);
    const again = await signInAt(
      browser,
      { url: plain(client, { code_challenge: '', code_challenge_method: '', nonce: '' }), verifier: '', state: '' },
      client,
      { login: '', password: '' },
    );
    await redeemWith(client, { code: again.searchParams.get('code')!, client_secret: client.client_secret! });
    // The newest flow may still be the one from before the change: steps are written together, a moment later.
    await until('the sign-in since the change counts', async () => (await open()) === 200);
  });
});
