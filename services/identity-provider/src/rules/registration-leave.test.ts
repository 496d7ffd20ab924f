import { describe, expect, it } from '@jest/globals';
import { beyondLeave, leaveFaults } from './registration-leave.ts';

const leave = { redirectHosts: ['lms.tsu.ru', '*.labs.tsu.ru', 'localhost:4050'], scope: 'openid profile' };
const asked = (change: Partial<Parameters<typeof beyondLeave>[0]>) =>
  beyondLeave({ redirect_uris: [], post_logout_redirect_uris: [], scope: 'openid', ...change }, leave).map(
    (one) => one.field,
  );

describe('beyondLeave', () => {
  it.each(['https://lms.tsu.ru/callback', 'https://a.labs.tsu.ru/', 'http://localhost:4050/callback'])(
    'lets an application lead to %s',
    (uri) => expect(asked({ redirect_uris: [uri] })).toEqual([]),
  );

  it.each([
    'https://evil.example/callback',
    'https://lms.tsu.ru.evil.example/',
    'https://lms.tsu.ru:8443/',
    'https://labs.tsu.ru/',
    'https://evillabs.tsu.ru/',
    'http://localhost/',
    'com.example.app:/callback',
  ])('lets none lead to %s', (uri) => expect(asked({ redirect_uris: [uri] })).toEqual(['redirect_uris']));

  it('minds the other addresses and the scope', () => {
    const uri = 'https://evil.example/';
    expect(asked({ post_logout_redirect_uris: [uri], backchannel_logout_uri: uri, jwks_uri: uri })).toEqual([
      'post_logout_redirect_uris',
      'backchannel_logout_uri',
      'jwks_uri',
    ]);
    expect(asked({ scope: 'openid email' })).toEqual(['scope']);
    expect(asked({ scope: 'openid profile offline_access' })).toEqual([]);
  });
});

describe('leaveFaults', () => {
  it('knows hosts, and gives away no API of ours', () => {
    expect(leaveFaults(leave)).toEqual([]);
    const faults = leaveFaults({ redirectHosts: ['*', '*.ru', 'https://x.ru', ''], scope: 'openid clients.write' });
    expect(faults.map((one) => one.field)).toEqual([...Array(4).fill('redirect_hosts'), 'scope']);
  });
});
