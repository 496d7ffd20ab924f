import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { formsOf } from '../../support/browser-forms.ts';
import { type FreshDatabase, freshDatabase } from '../../support/databases.ts';
import { type ArrangedPerson, arrangePerson, arrangeUniversities } from '../../support/people.ts';
import { Browser } from './browser.ts';
import { authorizationRequest, freshTokens, registerClient, signInAt, type Tokens, tokenRequest } from './flows.ts';
import { type IdentityProvider, startIdentityProviders } from './identity-provider.ts';
import { signInToOwnPages } from './own-pages.ts';

let database: FreshDatabase;
let provider: IdentityProvider;
let anna: ArrangedPerson;
let browser: Browser;
const password = 'верный пароль 1';
const add = '/console/tpu/clients/add/other';
const wiki = { nameRu: 'Вики', name: 'Wiki', kind: 'confidential', redirectUris: 'http://localhost:9/wiki/callback' };

beforeAll(async () => {
  database = await freshDatabase();
  const { tpu } = await arrangeUniversities(database.admin);
  anna = await arrangePerson(database.admin, { university: tpu, roles: ['administrator'] });
  provider = await startIdentityProviders(database, { settings: { CAMPUS_CONSOLE_PASSKEYS: 'no' } });
  await provider.api('PUT', `/api/v1/accounts/${anna.personId}/password`, 'accounts.write', { password });
  ({ browser } = await signInToOwnPages(provider, { login: anna.eppn, password }, add));
});

afterAll(async () => {
  await provider?.stop();
  await database?.drop();
});

const scopes = async () =>
  (
    await database.admin.raw<{ rows: { id: string; scope: string }[] }>(
      `select id, scope from identity_provider.clients where origin = 'console'`,
    )
  ).rows;

/**
 * With such a scope an application of one university would set the passwords of all others: its administrator signs in to it
 * himself, and the token is the operator's.
 */
describe('scopes of our own APIs', () => {
  it.each(['accounts.write', 'people.write', 'keys.write', 'clients.write'])(
    'are given by no administrator of a university to a new application: %s',
    async (scope) => {
      const made = await browser.post(`${provider.issuer}${add}`, { ...wiki, scope: `openid profile ${scope}` });
      expect(made.status).toBe(422);
      expect(await scopes()).toEqual([]);
    },
  );

  it('nor by a change, and those that the operator gave stay', async () => {
    expect((await browser.post(`${provider.issuer}${add}`, { ...wiki, scope: 'openid profile' })).status).toBe(200);
    const { id } = (await scopes())[0]!;
    const edit = `${provider.issuer}/console/tpu/clients/${id}/edit`;
    const change = async (values: Record<string, string>) => {
      const html = await (await browser.get(edit)).text();
      const form = formsOf(html).find(({ action }) => action.endsWith('/edit'))!.values;
      return (await browser.post(edit, { ...form, ...values })).status;
    };
    expect(await change({ scope: 'openid profile accounts.write' })).toBe(422);
    expect((await scopes())[0]!.scope).toBe('openid profile');

    await database.admin.raw(
      `update identity_provider.clients set scope = 'openid people.read', grant_types = '{authorization_code,client_credentials}'
       where id = ?`,
      [id],
    );
    expect(await change({ scope: 'openid people.read email', name: 'Wiki II' })).toBe(303);
    expect((await scopes())[0]!.scope).toBe('openid people.read email');
    expect(await change({ scope: 'openid people.read people.write' })).toBe(422);
  });

  /** An application that signs people in and also acts for itself, as the operator registered it. */
  const both = {
    grant_types: ['authorization_code', 'refresh_token', 'client_credentials'],
    scope: 'openid clients.write',
  };

  it('are the program’s, and nobody’s who signs in to it', async () => {
    const client = await registerClient(provider, both);
    const resource = provider.issuer;
    const list = (token: string) =>
      fetch(`${provider.issuer}/api/v1/clients`, { headers: { authorization: `Bearer ${token}` } });
    const own = await tokenRequest(provider.issuer, client, {
      grant_type: 'client_credentials',
      scope: 'clients.write',
    });
    expect((await list(((await own.json()) as Tokens).access_token)).status).toBe(200);

    const request = authorizationRequest(provider.issuer, client, { scope: 'openid clients.write', resource });
    const { url } = await new Browser().follow(await new Browser().get(request.url), client.redirect_uri);
    expect(new URL(url).searchParams.get('error')).toBe('invalid_target');

    const who = { login: anna.eppn, password };
    const { tokens } = await freshTokens(provider.issuer, client, who, { scope: 'openid clients.write' });
    expect((await list(tokens.access_token)).status).toBe(401);
    const second = authorizationRequest(provider.issuer, client, { scope: 'openid clients.write' });
    const callback = await signInAt(new Browser(), second, client, who);
    const redeemed = await tokenRequest(provider.issuer, client, {
      grant_type: 'authorization_code',
      code: callback.searchParams.get('code')!,
      redirect_uri: client.redirect_uri,
      code_verifier: second.verifier,
      resource,
    });
    expect(await redeemed.json()).toMatchObject({ error: 'invalid_target' });
  });

  it('are not registered for an application that only signs people in, nor added to it', async () => {
    const asked = { client_name: 'x', redirect_uris: ['http://localhost:9/x'], scope: 'openid people.read' };
    expect((await provider.api('POST', '/api/v1/clients', 'clients.write', asked)).status).toBe(422);
    const { client_id } = await registerClient(provider, { scope: 'openid' });
    const change = { version: '1', scope: 'openid people.read' };
    expect((await provider.api('PATCH', `/api/v1/clients/${client_id}`, 'clients.write', change)).status).toBe(422);
  });
});
