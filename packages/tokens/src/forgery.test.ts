import { createHmac } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { isDomainError } from '@onecampus/errors';
import { createLocalJWKSet, exportSPKI, importJWK, type JWK, type JWTVerifyGetKey, SignJWT } from 'jose';
import { signAccessToken, verifyAccessToken } from './access-token.ts';
import { generateSigningKey, type SigningKeyPair } from './generate-signing-key.ts';
import { signTerminalAssertion, verifyTerminalAssertion } from './terminal-assertion.ts';

const now = new Date('2026-09-01T09:00:00Z');
const seconds = now.getTime() / 1000;
const issuer = 'https://id.example';
const audience = 'https://registrar.example';
const terminals = 'https://access.example';

let ours: SigningKeyPair;
let theirs: SigningKeyPair;
let terminalKey: SigningKeyPair;
let jwks: JWTVerifyGetKey;

beforeAll(async () => {
  ours = await generateSigningKey('RS256', 'k1');
  theirs = await generateSigningKey('RS256', 'k1');
  terminalKey = await generateSigningKey('ES256', 't1');
  jwks = createLocalJWKSet({ keys: [ours.publicJwk] });
});

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const goodHeader = { alg: 'RS256', typ: 'at+jwt', kid: 'k1' };
const goodClaims = {
  iss: issuer,
  aud: audience,
  sub: 'person-1',
  client_id: 'desk',
  jti: 'j1',
  scope: 'people.read',
  iat: seconds,
  exp: seconds + 300,
};

async function signed(header: object, claims: object, key: JWK = ours.privateJwk): Promise<string> {
  return new SignJWT({ ...claims })
    .setProtectedHeader({ ...goodHeader, ...header })
    .sign(await importJWK(key, key.alg));
}

async function codeOf(verification: Promise<unknown>): Promise<string> {
  const error = await verification.then(
    () => 'accepted',
    (reason: unknown) => reason,
  );
  return isDomainError(error) ? error.code : String(error);
}

const verify = (token: string) => verifyAccessToken(token, { issuer, audience, jwks, now });

function hmac(header: object, secret: string): string {
  const body = `${encode(header)}.${encode(goodClaims)}`;
  return `${body}.${createHmac('sha256', secret).update(body).digest('base64url')}`;
}

/** Each row: the defence it tests, the forged token, and the code it must be refused with. */
const forgeries: readonly [defence: string, token: () => Promise<string> | string, code: string][] = [
  [
    'algorithm allow-list: alg none',
    () => `${encode({ ...goodHeader, alg: 'none' })}.${encode(goodClaims)}.`,
    'token.invalid',
  ],
  [
    'algorithm allow-list: alg None',
    () => `${encode({ ...goodHeader, alg: 'None' })}.${encode(goodClaims)}.AAAA`,
    'token.invalid',
  ],
  [
    'algorithm allow-list: HS256 with the public key in PEM as the secret',
    async () =>
      hmac({ ...goodHeader, alg: 'HS256' }, await exportSPKI((await importJWK(ours.publicJwk, 'RS256')) as CryptoKey)),
    'token.invalid',
  ],
  [
    'algorithm allow-list: HS256 with the public JWK as the secret',
    () => hmac({ ...goodHeader, alg: 'HS256' }, JSON.stringify(ours.publicJwk)),
    'token.invalid',
  ],
  [
    'algorithm allow-list: PS256 by the right key',
    () => signed({ alg: 'PS256' }, goodClaims, { ...ours.privateJwk, alg: 'PS256' }),
    'token.invalid',
  ],
  ['no algorithm at all', () => `${encode({ typ: 'at+jwt', kid: 'k1' })}.${encode(goodClaims)}.AAAA`, 'token.invalid'],
  ['explicit type: an ID token', () => signed({ typ: 'JWT' }, goodClaims), 'token.invalid'],
  ['explicit type: a logout token', () => signed({ typ: 'logout+jwt' }, goodClaims), 'token.invalid'],
  ['explicit type: none', () => signed({ typ: undefined }, goodClaims), 'token.invalid'],
  [
    'no foreign keys: jwk in the header',
    () => signed({ jwk: theirs.publicJwk }, goodClaims, theirs.privateJwk),
    'token.invalid',
  ],
  [
    'no foreign keys: jwk in the header, though signed by us',
    () => signed({ jwk: ours.publicJwk }, goodClaims),
    'token.invalid',
  ],
  ['no foreign keys: jku', () => signed({ jku: 'https://evil.example/jwks' }, goodClaims), 'token.invalid'],
  ['no foreign keys: x5u', () => signed({ x5u: 'https://evil.example/cert' }, goodClaims), 'token.invalid'],
  ['no foreign keys: x5c', () => signed({ x5c: ['AAAA'] }, goodClaims), 'token.invalid'],
  [
    'no extensions: crit',
    () => `${encode({ ...goodHeader, crit: ['exp'] })}.${encode(goodClaims)}.AAAA`,
    'token.invalid',
  ],
  ['key by id: empty kid', () => signed({ kid: '' }, goodClaims), 'token.invalid'],
  ['key by id: no kid', () => signed({ kid: undefined }, goodClaims), 'token.invalid'],
  ['key by id: unknown kid', () => signed({ kid: 'k2' }, goodClaims), 'token.invalid'],
  ['key by id: a path for a kid', () => signed({ kid: '../../../dev/null' }, goodClaims), 'token.invalid'],
  ['signature: by another key under our kid', () => signed({}, goodClaims, theirs.privateJwk), 'token.invalid'],
  [
    'signature: altered payload',
    async () => (await signed({}, goodClaims)).replace(/\.[^.]+\./, `.${encode({ ...goodClaims, sub: 'rector' })}.`),
    'token.invalid',
  ],
  ['signature: empty', async () => (await signed({}, goodClaims)).replace(/[^.]+$/, ''), 'token.invalid'],
  ['signature: cut short', async () => (await signed({}, goodClaims)).slice(0, -4), 'token.invalid'],
  ['form: two segments', async () => (await signed({}, goodClaims)).split('.').slice(0, 2).join('.'), 'token.invalid'],
  ['form: four segments', async () => `${await signed({}, goodClaims)}.AAAA`, 'token.invalid'],
  [
    'form: five segments, as an encrypted token has',
    async () => `${await signed({}, goodClaims)}.AAAA.AAAA`,
    'token.invalid',
  ],
  ['form: not a token', () => 'letmein', 'token.invalid'],
  ['form: empty', () => '', 'token.invalid'],
  ['form: payload is an array', () => `${encode(goodHeader)}.${encode([goodClaims])}.AAAA`, 'token.invalid'],
  ['times: expired', () => signed({}, { ...goodClaims, iat: seconds - 600, exp: seconds - 61 }), 'token.expired'],
  ['times: no exp', () => signed({}, { ...goodClaims, exp: undefined }), 'token.invalid'],
  ['times: exp as a text', () => signed({}, { ...goodClaims, exp: '9999999999' }), 'token.invalid'],
  ['times: issued in the future', () => signed({}, { ...goodClaims, iat: seconds + 61 }), 'token.invalid'],
  ['times: not valid yet', () => signed({}, { ...goodClaims, nbf: seconds + 61 }), 'token.invalid'],
  [
    'audience: another service',
    () => signed({}, { ...goodClaims, aud: 'https://cards.example' }),
    'token.wrong_audience',
  ],
  [
    'audience: ours with a slash more',
    () => signed({}, { ...goodClaims, aud: `${audience}/` }),
    'token.wrong_audience',
  ],
  ['audience: none', () => signed({}, { ...goodClaims, aud: undefined }), 'token.wrong_audience'],
  ['issuer: another', () => signed({}, { ...goodClaims, iss: 'https://id.example.evil' }), 'token.wrong_issuer'],
  ['issuer: none', () => signed({}, { ...goodClaims, iss: undefined }), 'token.wrong_issuer'],
  ['claims: no subject', () => signed({}, { ...goodClaims, sub: undefined }), 'token.invalid'],
  ['claims: empty subject', () => signed({}, { ...goodClaims, sub: '' }), 'token.invalid'],
  ['claims: no client', () => signed({}, { ...goodClaims, client_id: undefined }), 'token.invalid'],
  ['claims: scope as a list', () => signed({}, { ...goodClaims, scope: ['people.write'] }), 'token.invalid'],
];

describe('verifyAccessToken', () => {
  it('accepts the token it was made for', async () => {
    const token = await signAccessToken(
      {
        issuer,
        audience,
        sub: 'person-1',
        clientId: 'desk',
        scope: ['people.read', 'cards.read'],
        jti: 'j1',
        lifetimeSeconds: 300,
      },
      ours.privateJwk,
      now,
    );
    expect(await verify(token)).toEqual({
      sub: 'person-1',
      clientId: 'desk',
      scope: new Set(['people.read', 'cards.read']),
      jti: 'j1',
      expiresAt: new Date((seconds + 300) * 1000),
    });
  });

  it('accepts the unforged base of the table, so that each row is refused for its own change alone', async () => {
    expect(await codeOf(verify(await signed({}, goodClaims)))).toBe('accepted');
  });

  it('allows clocks to differ a little', async () => {
    expect(await codeOf(verify(await signed({}, { ...goodClaims, iat: seconds + 59 })))).toBe('accepted');
    expect(await codeOf(verify(await signed({}, { ...goodClaims, exp: seconds - 59 })))).toBe('accepted');
  });

  it.each(forgeries)('refuses — %s', async (_defence, token, code) => {
    expect(await codeOf(verify(await token()))).toBe(code);
  });

  it('does not call a token forged when the keys cannot be fetched', async () => {
    const unreachable: JWTVerifyGetKey = () => Promise.reject(new TypeError('fetch failed'));
    const token = await signed({}, goodClaims);
    expect(await codeOf(verifyAccessToken(token, { issuer, audience, jwks: unreachable, now }))).toBe(
      'upstream.unavailable',
    );
  });
});

describe('verifyTerminalAssertion', () => {
  const terminal = (change: object = {}) =>
    signTerminalAssertion({
      terminalId: 'gate-7',
      audience: terminals,
      privateJwk: terminalKey.privateJwk,
      jti: 'a1',
      now,
      ...change,
    });
  const check = (token: string, at = now) =>
    verifyTerminalAssertion(token, {
      audience: terminals,
      keyOf: (id) => (id === 'gate-7' ? terminalKey.publicJwk : undefined),
      now: at,
    });
  const later = (by: number) => new Date(now.getTime() + by * 1000);
  const raw = async (header: object, claims: object, key = terminalKey.privateJwk) =>
    new SignJWT({
      iss: 'gate-7',
      sub: 'gate-7',
      aud: terminals,
      jti: 'a1',
      iat: seconds,
      exp: seconds + 300,
      ...claims,
    })
      .setProtectedHeader({ alg: 'ES256', typ: 'terminal+jwt', kid: 't1', ...header })
      .sign(await importJWK(key, key.alg));

  it('accepts an enrolled terminal for five minutes', async () => {
    expect(await check(await terminal())).toEqual({ terminalId: 'gate-7', jti: 'a1', expiresAt: later(300) });
    expect(await codeOf(check(await terminal(), later(361)))).toBe('token.expired');
  });

  it('does not sign an assertion that lives longer than an hour', async () => {
    await expect(terminal({ lifetimeSeconds: 3601 })).rejects.toThrow(RangeError);
  });

  it.each<[string, () => Promise<string>, string]>([
    ['a terminal that is not enrolled', () => terminal({ terminalId: 'gate-8' }), 'terminal.not_enrolled'],
    [
      'an enrolled id under a foreign key',
      async () => terminal({ privateJwk: (await generateSigningKey('ES256', 't1')).privateJwk }),
      'token.invalid',
    ],
    ['another audience', () => terminal({ audience: 'https://cards.example' }), 'token.wrong_audience'],
    ['sub differing from iss', () => raw({}, { sub: 'gate-1' }), 'token.invalid'],
    ['a life of more than an hour', () => raw({}, { exp: seconds + 3601 }), 'token.invalid'],
    ['a signature from the future', () => raw({}, { iat: seconds + 61 }), 'token.invalid'],
    ['no jti', () => raw({}, { jti: undefined }), 'token.invalid'],
    ['an access token in its place', () => raw({ typ: 'at+jwt' }, {}), 'token.invalid'],
    ['a key of its own in the header', () => raw({ jwk: terminalKey.publicJwk }, {}), 'token.invalid'],
    ['RS256', () => raw({ alg: 'RS256' }, {}, ours.privateJwk), 'token.invalid'],
    ['something that is no token', async () => 'gate-7', 'token.invalid'],
    ['an empty text', async () => '', 'token.invalid'],
  ])('refuses %s', async (_case, token, code) => {
    expect(await codeOf(check(await token()))).toBe(code);
  });
});
