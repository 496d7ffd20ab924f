import { describe, expect, it } from '@jest/globals';
import { redirectDifference } from './diagnose/redirect-difference.ts';
import { adviceOn, diagnose } from './diagnose.ts';

const registered = {
  redirectUris: ['https://lms.tpu.ru/moodle/admin/oauth2callback.php'],
  postLogoutRedirectUris: ['https://lms.tpu.ru/'],
  authMethod: 'client_secret_post',
  requirePkce: false,
  scope: 'openid profile email',
  sendsNonce: true,
  signedAlg: 'RS256',
  wantedAlg: 'RS256',
  knownScopes: ['openid', 'profile', 'email'],
};
const refusal = (error: string, description = '', detail = '') => ({ error, description, detail });

describe('an address that differs from the registered one', () => {
  it.each([
    ['https://lms.tpu.ru/moodle/admin/oauth2callback.php/', 'redirect-slash'],
    ['http://lms.tpu.ru/moodle/admin/oauth2callback.php', 'redirect-scheme'],
    ['https://lms.tpu.ru:8443/moodle/admin/oauth2callback.php', 'redirect-port'],
    ['https://lms.tpu.ru/Moodle/admin/oauth2callback.php', 'redirect-case'],
    ['HTTPS://lms.tpu.ru/moodle/admin/oauth2callback.php', 'redirect-case'],
    ['https://lms.tpu.ru:443/moodle/admin/oauth2callback.php', 'redirect-case'],
    ['https://lms.tpu.ru/admin/oauth2callback.php', 'redirect-path'],
    ['https://www.lms.tpu.ru/moodle/admin/oauth2callback.php', 'redirect-host'],
    ['https://lms.tpu.ru/moodle/admin/oauth2callback.php?x=1', 'redirect-query'],
    ['', 'redirect-missing'],
    [undefined, 'redirect-missing'],
    ['not an address', 'redirect-path'],
  ])('%s: %s', (sent, code) => {
    expect(redirectDifference(sent, registered.redirectUris).code).toBe(code);
  });

  it('is held against the registered one that is most like it', () => {
    const uris = ['https://other.tpu.ru/callback', 'https://lms.tpu.ru/callback', 'http://localhost/callback'];
    expect(redirectDifference('https://lms.tpu.ru/callback/', uris)).toEqual({
      code: 'redirect-slash',
      observed: 'https://lms.tpu.ru/callback/',
      registered: 'https://lms.tpu.ru/callback',
    });
  });
});

describe('a refused request', () => {
  it.each([
    [
      refusal('invalid_request', 'Authorization Server policy requires PKCE to be used for this request'),
      'pkce-missing',
    ],
    [refusal('invalid_request', 'not supported value of code_challenge_method'), 'pkce-plain'],
    [refusal('invalid_request', 'openid scope must be requested for this request'), 'openid-missing'],
    [refusal('invalid_scope', 'requested scope is not allowed'), 'scope-not-allowed'],
    [refusal('unsupported_response_type', 'unsupported response_type requested'), 'response-type'],
    [refusal('access_denied', 'the person did not sign in'), 'person-cancelled'],
    [refusal('client_not_open'), 'not-open'],
    [refusal('invalid_client', 'client authentication failed', 'invalid secret provided'), 'secret-wrong'],
    [refusal('invalid_request', 'Pushed Authorization Request must be used'), 'par-missing'],
    [refusal('invalid_dpop_proof', 'DPoP proof JWT is too old'), 'dpop-unfit'],
    [refusal('invalid_request', 'prompt none must only be used alone'), 'unknown'],
  ])('%j: %s', (refused, code) => {
    expect(diagnose('request', refused, {}, registered).code).toBe(code);
  });
});

describe('a refused redemption', () => {
  it.each([
    [
      refusal('invalid_client', 'client authentication failed', 'invalid secret provided'),
      { via: 'body', secret: 'wrong' },
      'secret-wrong',
    ],
    [refusal('invalid_client'), { via: 'body', secret: 'spaces' }, 'secret-spaces'],
    [refusal('invalid_client'), { via: 'basic', secret: 'encoded' }, 'secret-encoded'],
    [refusal('invalid_client'), { via: 'basic', secret: 'older-ended' }, 'secret-older-ended'],
    [refusal('invalid_client'), { via: 'nothing' }, 'secret-missing'],
    [
      refusal('invalid_request', 'client_secret must be provided in the Authorization header'),
      { via: 'basic' },
      'secret-missing',
    ],
    [
      refusal('invalid_request', 'client authentication must only be provided using one mechanism'),
      { via: 'both' },
      'secret-twice',
    ],
    [refusal('invalid_request', 'invalid authorization header value format'), { via: 'basic' }, 'basic-malformed'],
    [
      refusal('invalid_grant', 'grant request is invalid', 'code_verifier must be provided'),
      {},
      'pkce-verifier-missing',
    ],
    [
      refusal('invalid_grant', 'grant request is invalid', 'code_verifier does not match code_challenge'),
      {},
      'pkce-verifier-wrong',
    ],
    [
      refusal('invalid_grant', 'grant request is invalid', 'unsupported code_challenge_method'),
      {},
      'pkce-verifier-unexpected',
    ],
    [
      refusal('invalid_grant', 'grant request is invalid', 'authorization code redirect_uri mismatch'),
      {},
      'redirect-changed',
    ],
    [refusal('invalid_grant', 'grant request is invalid', 'authorization code not found'), {}, 'code-used-or-old'],
  ] as const)('%j %j: %s', (refused, sent, code) => {
    expect(diagnose('tokens', refused, sent, registered).code).toBe(code);
  });

  it.each([
    ['alg mismatch', 'assertion-algorithm'],
    ['audience (aud) must equal the endpoint url', 'assertion-audience'],
    ['jwt expired', 'assertion-clock'],
    ['client assertion tokens must only be used once', 'assertion-replayed'],
    ['signature verification failed', 'assertion-signature'],
  ])('of a client with a key, %s: %s', (detail, code) => {
    const client = { ...registered, authMethod: 'private_key_jwt' };
    const sent = { via: 'assertion', assertionAlg: 'RS256', clockAheadSeconds: -300 } as const;
    expect(diagnose('tokens', refusal('invalid_client', '', detail), sent, client).code).toBe(code);
  });

  it('of a refresh token is told from that of a code', () => {
    const refused = refusal('invalid_grant', 'grant request is invalid');
    expect(diagnose('tokens', refused, { grantType: 'refresh_token' }, registered).code).toBe('refresh-ended');
  });

  it('of a client that has no secret and sends one, or has a key and sends a secret', () => {
    const refused = refusal('invalid_client');
    const sent = { via: 'body' } as const;
    expect(diagnose('tokens', refused, sent, { ...registered, authMethod: 'none' }).code).toBe('secret-not-wanted');
    expect(diagnose('tokens', refused, sent, { ...registered, authMethod: 'private_key_jwt' }).code).toBe('key-wanted');
  });
});

describe('other steps', () => {
  it('names an address after sign-out that nobody registered', () => {
    expect(
      diagnose(
        'sign-out',
        refusal('invalid_request', 'post_logout_redirect_uri not registered'),
        { postLogoutRedirectUri: 'https://lms.tpu.ru' },
        registered,
      ),
    ).toEqual({ code: 'post-logout-unregistered', observed: 'https://lms.tpu.ru', registered: 'https://lms.tpu.ru/' });
  });

  it('tells an expired token from one that was not sent', () => {
    expect(diagnose('userinfo', refusal('invalid_token', 'no access token provided'), {}, registered).code).toBe(
      'token-missing',
    );
    expect(diagnose('userinfo', refusal('invalid_token', 'invalid token provided'), {}, registered).code).toBe(
      'token-expired',
    );
  });

  it('advises on what is let through and will hurt', () => {
    expect(adviceOn({ scope: 'openid profile groups', nonce: true }, registered)?.observed).toBe('groups');
    expect(adviceOn({ scope: 'openid', nonce: false }, registered)?.code).toBe('nonce-missing');
    expect(adviceOn({ scope: 'openid', nonce: true }, { ...registered, signedAlg: 'ES256' })?.code).toBe(
      'algorithm-differs',
    );
    expect(adviceOn({ scope: 'profile' }, registered)?.code).toBe('openid-missing');
    expect(adviceOn({ scope: 'openid', nonce: true }, registered)).toBeUndefined();
  });
});
