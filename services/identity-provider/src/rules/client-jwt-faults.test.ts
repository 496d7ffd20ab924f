import { describe, expect, it } from '@jest/globals';
import { assertionFault, clientJwtFault } from './client-jwt-faults.ts';

const now_seconds = 1_800_000_000;
const jwt = (claims: Record<string, unknown>, change: { alg?: string; fapi?: boolean } = {}) => ({
  claims: { sub: 'lms', aud: 'https://id.example', ...claims },
  alg: 'ES256',
  now_seconds,
  fapi: true,
  clientId: 'lms',
  issuer: 'https://id.example',
  ...change,
});

describe('clientJwtFault', () => {
  it('minds no clock that is a little ahead, and every one that is far ahead', () => {
    expect(clientJwtFault(jwt({ iat: now_seconds + 8, nbf: now_seconds + 8 }))).toBeUndefined();
    expect(clientJwtFault(jwt({ iat: now_seconds + 61 }))).toMatch(/iat/);
    expect(clientJwtFault(jwt({ nbf: now_seconds + 61 }))).toMatch(/nbf/);
  });

  it('wants strong signatures under FAPI 2.0 alone', () => {
    expect(clientJwtFault(jwt({}, { alg: 'RS256' }))).toMatch(/alg/);
    expect(clientJwtFault(jwt({}, { alg: 'RS256', fapi: false }))).toBeUndefined();
  });
});

describe('assertionFault', () => {
  it('wants the client as its subject', () => {
    expect(assertionFault(jwt({}))).toBeUndefined();
    expect(assertionFault(jwt({ sub: undefined }))).toMatch(/sub/);
    expect(assertionFault(jwt({ sub: 'another' }))).toMatch(/sub/);
  });

  it('wants our issuer as the only audience under FAPI 2.0', () => {
    for (const aud of [['https://id.example'], 'https://id.example/token', 'https://other.example', undefined]) {
      expect(assertionFault(jwt({ aud }))).toMatch(/aud/);
    }
    expect(assertionFault(jwt({ aud: ['https://id.example/token'] }, { fapi: false }))).toBeUndefined();
  });
});
