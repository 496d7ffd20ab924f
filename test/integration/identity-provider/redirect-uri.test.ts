import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type FreshDatabase, freshDatabase } from '../../support/databases.ts';
import { arrangePerson, arrangeUniversities } from '../../support/people.ts';
import { Browser } from './browser.ts';
import { authorizationRequest, freshTokens, type RegisteredClient, registerClient } from './flows.ts';
import { type IdentityProvider, startIdentityProviders } from './identity-provider.ts';

const registered = 'https://lms.example/oauth/callback?from=campus';

let database: FreshDatabase;
let provider: IdentityProvider;
let client: RegisteredClient;
let signedIn: Browser;

beforeAll(async () => {
  database = await freshDatabase();
  const { tpu } = await arrangeUniversities(database.admin);
  const person = await arrangePerson(database.admin, { university: tpu });
  provider = await startIdentityProviders(database);
  const password = 'пароль для адресов';
  await provider.api('PUT', `/api/v1/accounts/${person.personId}/password`, 'accounts.write', { password });
  client = await registerClient(provider, { redirect_uris: [registered, 'https://lms.example/second'] });
  ({ browser: signedIn } = await freshTokens(provider.issuer, client, { login: person.eppn, password }));
});

afterAll(async () => {
  await provider?.stop();
  await database?.drop();
});

const variants = [
  'https://lms.example/oauth/callback',
  'https://lms.example/oauth/callback?from=campus&x=1',
  'https://lms.example/oauth/callback?from=campus#',
  'https://lms.example/oauth/callback?from=campus#fragment',
  'https://lms.example/oauth/callback/?from=campus',
  'https://lms.example/oauth/callback?from=Campus',
  'https://lms.example/OAuth/callback?from=campus',
  'https://LMS.example/oauth/callback?from=campus',
  'HTTPS://lms.example/oauth/callback?from=campus',
  'http://lms.example/oauth/callback?from=campus',
  'https://lms.example:443/oauth/callback?from=campus',
  'https://lms.example:8443/oauth/callback?from=campus',
  'https://lms.example./oauth/callback?from=campus',
  'https://lms.example.evil.example/oauth/callback?from=campus',
  'https://evil.example/oauth/callback?from=campus',
  'https://lms.example@evil.example/oauth/callback?from=campus',
  'https://user:pass@lms.example/oauth/callback?from=campus',
  'https://lms.example\\@evil.example/oauth/callback?from=campus',
  'https://lms.example/oauth/../oauth/callback?from=campus',
  'https://lms.example/oauth/%2e%2e/oauth/callback?from=campus',
  'https://lms.example//oauth/callback?from=campus',
  'https://lms.example/oauth%2fcallback?from=campus',
  'https://lms.example/oauth/callback?from=campus%20',
  ' https://lms.example/oauth/callback?from=campus',
  'https://lms.example/oauth/callback?from=campus ',
  'https://lms.example/oauth/callback?from=campus\t',
  'https://lms.example/oauth/callback?from=campus\r\nLocation: https://evil.example',
  'https://lms.example/oauth/callback?from=campus\u0000',
  'https://lms.ехample/oauth/callback?from=campus',
  '//lms.example/oauth/callback?from=campus',
  '/oauth/callback?from=campus',
  'lms.example/oauth/callback?from=campus',
  'javascript:alert(1)',
  'data:text/html,hello',
  'https://lms.example/second/',
  'https://lms.example/second?code=x',
  '',
  // The host: another one that looks, sounds or is written like it.
  'https://lms.example。evil.example/oauth/callback?from=campus',
  'https://lms。example/oauth/callback?from=campus',
  'https://lms.examp1e/oauth/callback?from=campus',
  'https://xn--lms-8cd.example/oauth/callback?from=campus',
  'https://ｌｍｓ.example/oauth/callback?from=campus',
  'https://lms%2eexample/oauth/callback?from=campus',
  'https://lms.example%2eevil.example/oauth/callback?from=campus',
  'https://lms.example%00.evil.example/oauth/callback?from=campus',
  'https://lms.example%40evil.example/oauth/callback?from=campus',
  'https://evil.example#@lms.example/oauth/callback?from=campus',
  'https://evil.example?@lms.example/oauth/callback?from=campus',
  'https://evil.example/https://lms.example/oauth/callback?from=campus',
  'https://evil.example\\.lms.example/oauth/callback?from=campus',
  'https://sub.lms.example/oauth/callback?from=campus',
  'https://lmsXexample/oauth/callback?from=campus',
  'https://*.example/oauth/callback?from=campus',
  'https://[::1]/oauth/callback?from=campus',
  'https://localhost/oauth/callback?from=campus',
  // The port and the one who asks.
  'https://lms.example:/oauth/callback?from=campus',
  'https://lms.example:0443/oauth/callback?from=campus',
  'https://lms.example:443@evil.example/oauth/callback?from=campus',
  'https://:@lms.example/oauth/callback?from=campus',
  // The scheme.
  'https:lms.example/oauth/callback?from=campus',
  'https:/lms.example/oauth/callback?from=campus',
  'https:///lms.example/oauth/callback?from=campus',
  'https:\\\\lms.example\\oauth\\callback?from=campus',
  'ftp://lms.example/oauth/callback?from=campus',
  'file:///oauth/callback?from=campus',
  'vbscript:msgbox(1)',
  'java\nscript:alert(1)',
  'blob:https://lms.example/oauth/callback?from=campus',
  'com.example.app:/oauth/callback?from=campus',
  'urn:ietf:wg:oauth:2.0:oob',
  // The path.
  'https://lms.example/oauth/callback;x=1?from=campus',
  'https://lms.example/oauth/./callback?from=campus',
  'https://lms.example/oauth/callback/..?from=campus',
  'https://lms.example/oauth/callback/../../evil?from=campus',
  'https://lms.example/oauth/callback%2f..%2f..%2fevil?from=campus',
  'https://lms.example/oauth/callback%00?from=campus',
  'https://lms.example/oauth/callback%0d%0aLocation:%20https://evil.example?from=campus',
  'https://lms.example/%6fauth/callback?from=campus',
  'https://lms.example\\oauth\\callback?from=campus',
  // The query.
  'https://lms.example/oauth/callback?from=campus&from=evil',
  'https://lms.example/oauth/callback?FROM=campus',
  'https://lms.example/oauth/callback?from=%63ampus',
  'https://lms.example/oauth/callback?from=campus&',
  'https://lms.example/oauth/callback?&from=campus',
  'https://lms.example/oauth/callback??from=campus',
  'https://lms.example/oauth/callback?from=campus#/../evil',
];

describe('a redirect address that is not exactly a registered one', () => {
  it('is tried in at least eighty ways, each another', () => {
    expect(new Set(variants).size).toBe(variants.length);
    expect(variants.length).toBeGreaterThanOrEqual(80);
  });

  it.each(variants)('%j is an error page and never a redirect, signed in or not', async (redirect_uri) => {
    const { url } = authorizationRequest(provider.issuer, client, { redirect_uri });
    for (const browser of [new Browser(), signedIn.clone()]) {
      for (const target of [url, `${url}&prompt=none`]) {
        const response = await browser.get(target);
        expect(response.status).toBe(400);
        expect(response.headers.get('location')).toBeNull();
        const body = await response.text();
        expect(body).toContain('<html');
        expect(body).not.toMatch(/(href|action|src|url)="?(https?:)?\/\//);
      }
    }
  });

  it('is not taken by a pushed request either', async () => {
    const basic = Buffer.from(`${client.client_id}:${client.client_secret!}`).toString('base64');
    for (const redirect_uri of variants) {
      const { url } = authorizationRequest(provider.issuer, client, { redirect_uri });
      const { status } = await fetch(`${provider.issuer}/request`, {
        method: 'POST',
        headers: { authorization: `Basic ${basic}` },
        body: new URL(url).searchParams,
      });
      expect([redirect_uri, status]).toEqual([redirect_uri, 400]);
    }
  });

  it('leads nobody out of a sign-out', async () => {
    for (const post_logout_redirect_uri of variants) {
      const query = new URLSearchParams({ client_id: client.client_id, post_logout_redirect_uri });
      const response = await signedIn.clone().get(`${provider.issuer}/session/end?${query}`);
      const away = new URL(response.headers.get('location') ?? '/', provider.issuer).origin;
      // Left out is left out: then it is a question, and no way out either.
      expect([post_logout_redirect_uri, away]).toEqual([post_logout_redirect_uri, provider.issuer]);
      if (post_logout_redirect_uri !== '') expect(response.status).toBe(400);
    }
  });

  it('of an unknown client is an error page too', async () => {
    const { url } = authorizationRequest(provider.issuer, {
      client_id: 'nobody',
      redirect_uri: 'https://evil.example/',
    });
    const response = await new Browser().get(url);
    expect(response.status).toBe(400);
    expect(response.headers.get('location')).toBeNull();
  });

  it('is told from a fault of the request itself, which does go back to the registered address', async () => {
    const { url, state } = authorizationRequest(provider.issuer, client, { code_challenge_method: 'plain' });
    const response = await new Browser().get(url);
    const location = new URL(response.headers.get('location')!);
    expect(`${location.origin}${location.pathname}`).toBe('https://lms.example/oauth/callback');
    expect(Object.fromEntries(location.searchParams)).toMatchObject({
      from: 'campus',
      error: 'invalid_request',
      state,
      iss: provider.issuer,
    });
  });
});

describe('PKCE', () => {
  it.each([
    ['left out', { code_challenge: '', code_challenge_method: '' }],
    ['plain', { code_challenge_method: 'plain' }],
  ])('%s is refused', async (_case, change) => {
    const { url } = authorizationRequest(provider.issuer, client, change);
    const location = new URL((await signedIn.clone().get(url)).headers.get('location')!);
    expect(location.searchParams.get('error')).toBe('invalid_request');
    expect(location.searchParams.get('code')).toBeNull();
  });
});
