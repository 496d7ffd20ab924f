import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type FreshDatabase, freshDatabase } from '../../support/databases.ts';
import { arrangePerson, arrangeUniversities } from '../../support/people.ts';
import { type Browser, Browser as NewBrowser } from './browser.ts';
import { authorizationRequest, freshTokens, type RegisteredClient, registerClient } from './flows.ts';
import { type IdentityProvider, startIdentityProviders } from './identity-provider.ts';

let database: FreshDatabase;
let provider: IdentityProvider;
let client: RegisteredClient;
let browser: Browser;
const log: string[] = [];

beforeAll(async () => {
  database = await freshDatabase();
  const { tpu } = await arrangeUniversities(database.admin);
  const person = await arrangePerson(database.admin, { university: tpu });
  provider = await startIdentityProviders(database, { log: (line) => log.push(line) });
  const password = 'пароль для проверки';
  await provider.api('PUT', `/api/v1/accounts/${person.personId}/password`, 'accounts.write', { password });
  client = await registerClient(provider);
  ({ browser } = await freshTokens(provider.issuer, client, { login: person.eppn, password }));
});

afterAll(async () => {
  await provider?.stop();
  await database?.drop();
});

const nasty = [
  '\u0000',
  "' or 1=1 --",
  '\u0001',
  '__proto__',
  'ё'.repeat(500),
  '\ud800',
  '../../etc/passwd',
  '<script>',
];

describe('hostile input', () => {
  it.each([
    'client_id',
    'redirect_uri',
    'response_type',
    'scope',
    'state',
    'nonce',
    'prompt',
    'max_age',
    'login_hint',
    'ui_locales',
    'id_token_hint',
    'acr_values',
    'claims',
    'resource',
    'request',
    'request_uri',
    'response_mode',
    'code_challenge',
    'dpop_jkt',
  ])('in %s of an authorization request is answered without a fault of ours', async (name) => {
    for (const value of nasty) {
      const { url } = authorizationRequest(provider.issuer, client, { [name]: value });
      for (const one of [browser.clone(), new NewBrowser()]) {
        expect([name, value, (await one.get(url)).status < 500]).toEqual([name, value, true]);
      }
    }
    const twice = await browser.clone().get(`${authorizationRequest(provider.issuer, client).url}&${name}=a&${name}=b`);
    expect(twice.status).toBeLessThan(500);
  });

  it.each<[string, string, RequestInit]>([
    ['a path that is no UTF-8', '/interaction/%E0%A4%A', {}],
    ['a resume of nothing', '/auth/%00', {}],
    [
      'a token request in JSON',
      '/token',
      { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"grant_type":"password"}' },
    ],
    ['a token request with nothing', '/token', { method: 'POST' }],
    [
      'a Basic header that is none',
      '/token',
      {
        method: 'POST',
        headers: { authorization: 'Basic %%%' },
        body: new URLSearchParams({ grant_type: 'client_credentials' }),
      },
    ],
    [
      'a client secret of zeros',
      '/token',
      {
        method: 'POST',
        headers: { authorization: `Basic ${Buffer.from('operator:\u0000').toString('base64')}` },
        body: new URLSearchParams({ grant_type: 'client_credentials' }),
      },
    ],
    [
      'an unknown grant type',
      '/token',
      { method: 'POST', body: new URLSearchParams({ grant_type: '__proto__', client_id: 'operator' }) },
    ],
    ['a forged access token', '/me', { headers: { authorization: 'Bearer a.b.c' } }],
    ['an access token of zeros', '/me', { headers: { authorization: 'Bearer \u00ff\u00ff' } }],
    [
      'a sign-out nobody began',
      '/session/end/confirm',
      { method: 'POST', body: new URLSearchParams({ xsrf: 'x', logout: 'yes' }) },
    ],
    ['an ID token hint that is none', '/session/end?id_token_hint=a.b.c', {}],
    [
      'an introspection without a client',
      '/token/introspection',
      { method: 'POST', body: new URLSearchParams({ token: 'x' }) },
    ],
    [
      'a broken body for our API',
      '/api/v1/clients',
      { method: 'POST', headers: { 'content-type': 'application/json', authorization: 'Bearer x' }, body: '{' },
    ],
    [
      'a cookie that cannot be decoded',
      '/',
      { headers: { cookie: 'campus_session=%E0%A4%A; campus_session.sig=%; lang=%FF' } },
    ],
    ['an unknown method', '/token', { method: 'PROPFIND' }],
  ])('%s is refused, not a fault of ours', async (_case, path, init) => {
    const response = await fetch(provider.issuer + path, { redirect: 'manual', ...init });
    expect(response.status).toBeLessThan(500);
    expect(await response.text()).not.toMatch(/node_modules|at .*\.(js|ts):\d+/);
  });

  it.each(['university', 'login', 'password', 'shared', 'extra'])(
    'in the field %s of the sign-in form',
    async (field) => {
      for (const value of nasty) {
        const one = new NewBrowser();
        const page = await one.follow(
          await one.get(authorizationRequest(provider.issuer, client).url),
          client.redirect_uri,
        );
        const response = await one.post(page.url, { university: 'tpu', login: 'a', password: 'b', [field]: value });
        expect([400, 422, 429]).toContain(response.status);
        expect(await response.text()).not.toContain('<script>');
      }
    },
  );

  it('that is not HTTP at all does not stop the service', async () => {
    await new Promise<void>((resolve) => {
      const socket = connect(Number(new URL(provider.issuer).port), '127.0.0.1', () =>
        socket.end('\u0000\u0001 GET \r\n\r\n'),
      );
      socket.on('close', () => resolve());
      socket.resume();
      socket.on('error', () => resolve());
    });
    expect((await fetch(`${provider.issuer}/livez`)).status).toBe(200);
  });

  it('leaves no secret in the log', () => {
    const everything = log.join('\n');
    expect(log.length).toBeGreaterThan(100);
    for (const secret of [
      provider.operatorSecret,
      client.client_secret!,
      browser.cookie('campus_session')!,
      'пароль для проверки',
    ]) {
      expect(everything).not.toContain(secret);
    }
  });
});
