import { describe, expect, it } from '@jest/globals';
import { type ClientRegistration, registrationFaults } from './client-registration.ts';

const fit: ClientRegistration = {
  redirect_uris: ['https://lms.example/callback'],
  post_logout_redirect_uris: ['https://lms.example/'],
  backchannel_logout_uri: 'https://lms.example/backchannel-logout',
  grant_types: ['authorization_code'],
  token_endpoint_auth_method: 'client_secret_basic',
  application_type: 'web',
  scope: 'openid profile',
};
const fields = (change: Partial<ClientRegistration>, production = true) =>
  registrationFaults({ ...fit, ...change }, { production }).map((one) => one.field);

describe('registrationFaults', () => {
  it('finds none in a fit registration', () => {
    expect(registrationFaults(fit, { production: true })).toEqual([]);
  });

  it.each([
    'lms.example/callback',
    '/callback',
    'https://lms.example/callback#fragment',
    'https://user:secret@lms.example/callback',
    'https://*.lms.example/callback',
    'https://lms.example\\@evil.example/',
    'http://lms.example/callback',
    'http://localhost/callback',
    'javascript:alert(1)',
    'data:text/html,x',
    'com.example.app:/callback',
  ])('refuses the redirect address %j of a web application in production', (uri) => {
    expect(fields({ redirect_uris: [uri] })).toEqual(['redirect_uris']);
  });

  it('lets a web application be tried out without TLS outside production', () => {
    expect(fields({ redirect_uris: ['http://localhost:4050/callback', 'http://lms.local/callback'] }, false)).toEqual(
      [],
    );
  });

  it('lets a native application return to itself', () => {
    const native = { application_type: 'native', token_endpoint_auth_method: 'none' } as const;
    expect(fields({ ...native, redirect_uris: ['com.example.app:/callback', 'http://127.0.0.1/callback'] })).toEqual(
      [],
    );
    expect(fields({ ...native, redirect_uris: ['app:/callback'] })).toEqual(['redirect_uris']);
  });

  it('wants what the grant type needs', () => {
    expect(fields({ redirect_uris: [] })).toEqual(['redirect_uris']);
    expect(fields({ grant_types: ['client_credentials'], token_endpoint_auth_method: 'none' })).toEqual([
      'token_endpoint_auth_method',
    ]);
    expect(fields({ token_endpoint_auth_method: 'private_key_jwt' })).toEqual(['jwks']);
  });

  it('gives a scope of our own APIs to a program that acts for itself and to none that only signs people in', () => {
    const scope = 'openid people.read';
    expect(fields({ scope })).toEqual(['scope']);
    expect(fields({ scope, grant_types: ['authorization_code', 'refresh_token'] })).toEqual(['scope']);
    expect(fields({ scope, grant_types: ['client_credentials'] })).toEqual([]);
  });

  it('names every fault at once', () => {
    expect(fields({ redirect_uris: ['x'], backchannel_logout_uri: 'y', scope: 'openid all' })).toEqual([
      'redirect_uris',
      'backchannel_logout_uri',
      'scope',
    ]);
  });
});
