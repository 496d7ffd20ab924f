import { createHmac } from 'node:crypto';
import { generateSigningKey } from '@onecampus/tokens';
import { exportSPKI, importJWK, type JWK, SignJWT } from 'jose';

const encode = (value: unknown) =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');

/**
 * What somebody makes of a token that he has seen, without the key that signed it: every known way to have a verifier believe
 * something else than it should. `publicJwk` is the key that verifies the genuine one.
 */
export async function forgedSignatures(
  genuine: string,
  publicJwk: JWK,
  /** The forger's own key, where he is to keep it from one time to the next. */
  own?: { readonly privateJwk: JWK; readonly publicJwk: JWK },
): Promise<[name: string, token: string][]> {
  const [head, body, signature] = genuine.split('.') as [string, string, string];
  const header = JSON.parse(Buffer.from(head, 'base64url').toString()) as Record<string, unknown>;
  const claims = JSON.parse(Buffer.from(body, 'base64url').toString()) as Record<string, unknown>;
  const alg = String(header['alg']);
  const asAlg = (['RS256', 'ES256', 'EdDSA'] as const).find((one) => one === alg) ?? 'RS256';
  const theirs = own ?? (await generateSigningKey(asAlg, String(header['kid'] ?? 'k')));
  const theirKey = await importJWK(theirs.privateJwk, asAlg);
  const pem = await exportSPKI((await importJWK(publicJwk, asAlg)) as CryptoKey);
  const byThem = (change: Record<string, unknown>) =>
    new SignJWT(claims).setProtectedHeader({ ...header, alg: asAlg, ...change } as never).sign(theirKey);
  const unsigned = (change: Record<string, unknown>, tail = '') =>
    `${encode({ ...header, ...change })}.${body}.${tail}`;
  const hmac = (hash: string, name: string, secret: string) => {
    const text = `${encode({ ...header, alg: name })}.${body}`;
    return `${text}.${createHmac(hash, secret).update(text).digest('base64url')}`;
  };
  const changed = (more: Record<string, unknown>) => `${head}.${encode({ ...claims, ...more })}.${signature}`;
  const flipped = Buffer.from(signature, 'base64url');
  flipped[flipped.length >> 1]! ^= 1;
  return [
    ['alg none', unsigned({ alg: 'none' })],
    ['alg None', unsigned({ alg: 'None' })],
    ['alg NONE', unsigned({ alg: 'NONE' })],
    ['alg nOnE', unsigned({ alg: 'nOnE' })],
    ['alg none with the old signature', unsigned({ alg: 'none' }, signature)],
    ['no alg', unsigned({ alg: undefined }, signature)],
    ['alg that is a number', unsigned({ alg: 256 }, signature)],
    ['alg that is a list', unsigned({ alg: [alg] }, signature)],
    ['alg that is null', unsigned({ alg: null }, signature)],
    ['HS256 with the public key in PEM', hmac('sha256', 'HS256', pem)],
    ['HS256 with the public key in PEM, trimmed', hmac('sha256', 'HS256', pem.trim())],
    ['HS256 with the public JWK', hmac('sha256', 'HS256', JSON.stringify(publicJwk))],
    ['HS256 with the modulus', hmac('sha256', 'HS256', String(publicJwk.n ?? publicJwk.x))],
    ['HS256 with nothing', hmac('sha256', 'HS256', '')],
    ['HS384 with the public key', hmac('sha384', 'HS384', pem)],
    ['HS512 with the public key', hmac('sha512', 'HS512', pem)],
    ['another family’s alg over the same signature', unsigned({ alg: alg === 'RS256' ? 'PS256' : 'RS256' }, signature)],
    ['another key of the same name', await byThem({})],
    ['another key, handed over as jwk', await byThem({ jwk: theirs.publicJwk })],
    ['another key, to be fetched from jku', await byThem({ jku: 'https://attacker.example/jwks' })],
    ['another key, to be fetched from x5u', await byThem({ x5u: 'https://attacker.example/cert' })],
    ['another key, with x5c', await byThem({ x5c: ['MIIB'] })],
    ['another key without a name', await byThem({ kid: undefined })],
    ['another key of an unknown name', await byThem({ kid: 'unknown' })],
    ['another key of an empty name', await byThem({ kid: '' })],
    ['a name that is a path', await byThem({ kid: '../../../../dev/null' })],
    ['a name that is SQL', await byThem({ kid: "' or 1=1 --" })],
    ['a name that is a list', unsigned({ kid: [header['kid']] }, signature)],
    [
      'a critical extension',
      await byThem({ crit: ['exp'], exp: 1 }).catch(() => unsigned({ crit: ['exp'] }, signature)),
    ],
    ['b64 false', unsigned({ b64: false, crit: ['b64'] }, signature)],
    ['another subject under the old signature', changed({ sub: 'somebody-else' })],
    ['a later end under the old signature', changed({ exp: 4_000_000_000 })],
    ['another audience under the old signature', changed({ aud: 'https://attacker.example' })],
    ['another issuer under the old signature', changed({ iss: 'https://attacker.example' })],
    ['one bit of the signature', `${head}.${body}.${flipped.toString('base64url')}`],
    ['half of the signature', `${head}.${body}.${signature.slice(0, signature.length >> 1)}`],
    ['no signature', `${head}.${body}.`],
    ['zeros for a signature', `${head}.${body}.${Buffer.alloc(flipped.length).toString('base64url')}`],
    ['two parts', `${head}.${body}`],
    ['five parts, as if encrypted', `${head}.${body}.${signature}.${body}.${signature}`],
    ['a type of its own', unsigned({ typ: 'evil+jwt' }, signature)],
    ['nothing that is JSON', `${encode('{')}.${body}.${signature}`],
    ['claims that are a list', `${head}.${encode([claims])}.${signature}`],
    ['an empty token', '..'],
  ];
}
