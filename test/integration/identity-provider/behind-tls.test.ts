import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type FreshDatabase, freshDatabase } from '../../support/databases.ts';
import { arrangePerson, arrangeUniversities } from '../../support/people.ts';
import { authorizationRequest, type RegisteredClient, registerClient } from './flows.ts';
import { type IdentityProvider, startIdentityProviders } from './identity-provider.ts';

const issuer = 'https://id.campus.example';

let database: FreshDatabase;
let provider: IdentityProvider;
let client: RegisteredClient;
let who: { login: string; password: string };

beforeAll(async () => {
  database = await freshDatabase();
  const { tpu } = await arrangeUniversities(database.admin);
  const person = await arrangePerson(database.admin, { university: tpu });
  // First at its own address, to arrange; then as behind a proxy that ends TLS.
  const arranging = await startIdentityProviders(database);
  who = { login: person.eppn, password: 'пароль за прокси' };
  await arranging.api('PUT', `/api/v1/accounts/${person.personId}/password`, 'accounts.write', {
    password: who.password,
  });
  client = await registerClient(arranging, { redirect_uris: ['https://lms.example/callback'] });
  await arranging.stop();
  provider = await startIdentityProviders(database, {
    keyEncryptionKey: arranging.keyEncryptionKey,
    settings: { CAMPUS_ISSUER: issuer, CAMPUS_TRUST_PROXY: 'loopback' },
  });
});

afterAll(async () => {
  await provider?.stop();
  await database?.drop();
});

describe('behind a proxy that ends TLS', () => {
  const cookies = new Map<string, string>();
  const set: string[] = [];

  /** What the proxy passes on for `https://id.campus.example` + path. */
  async function ask(path: string, form?: Record<string, string>): Promise<Response> {
    const response = await fetch(provider.instances[0] + path, {
      method: form ? 'POST' : 'GET',
      redirect: 'manual',
      headers: {
        accept: 'text/html',
        'x-forwarded-proto': 'https',
        'x-forwarded-host': 'id.campus.example',
        cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
      },
      ...(form ? { body: new URLSearchParams(form) } : {}),
    });
    for (const line of response.headers.getSetCookie()) {
      set.push(line);
      const [pair] = line.split(';');
      cookies.set(pair!.slice(0, pair!.indexOf('=')), pair!.slice(pair!.indexOf('=') + 1));
    }
    return response;
  }
  const pathOf = (response: Response) => {
    const url = new URL(response.headers.get('location')!, issuer);
    expect(url.origin).toBe(issuer);
    return url.pathname + url.search;
  };

  it('every cookie is Secure, HttpOnly and SameSite, and the session’s is bound to this host', async () => {
    const request = new URL(authorizationRequest(issuer, client).url);
    const begun = await ask(request.pathname + request.search);
    const page = pathOf(begun);
    const shown = await ask(page);
    expect(shown.headers.get('strict-transport-security')).toContain('max-age=');
    const resumed = await ask(pathOf(await ask(page, { university: '', ...who })));
    expect(resumed.headers.get('location')).toMatch(/^https:\/\/lms\.example\/callback\?code=/);

    expect(set.length).toBeGreaterThan(4);
    for (const line of set) {
      expect(line).toMatch(/; ?secure/i);
      expect(line).toMatch(/; ?httponly/i);
      expect(line).toMatch(/; ?samesite=lax/i);
    }
    const session = set.filter((line) => line.includes('session'));
    expect(session.length).toBeGreaterThan(0);
    for (const line of session) {
      expect(line).toMatch(/^__Host-campus_session(\.sig)?=/);
      expect(line).toMatch(/; ?path=\/(;|$)/);
      expect(line).not.toMatch(/; ?domain=/i);
    }
  });
});
