import { describe, expect, it } from '@jest/globals';
import { upstreamFault } from './upstream-fault.ts';

const good = {
  issuer: 'https://id.tsu.ru',
  clientId: 'campus',
  authMethod: 'client_secret_basic',
  scopes: ['openid'],
  claims: { identifier: { claim: 'eduperson_principal_name', scheme: 'eppn' } },
  domains: ['tsu.ru'],
  trustsAcr: false,
} as const;
const at = { scopes: ['tsu.ru', 'stud.tsu.ru'], production: true };

describe('upstreamFault', () => {
  it('is nothing for what is right', () => {
    expect(upstreamFault(good, at)).toBeUndefined();
    expect(upstreamFault({ ...good, issuer: 'http://localhost:4052' }, { ...at, production: false })).toBeUndefined();
  });

  it.each([
    'http://id.tsu.ru',
    'http://localhost:4052',
    'https://id.tsu.ru?x',
    'https://id.tsu.ru#x',
    'https://user@id.tsu.ru',
    'ftp://id.tsu.ru',
    'id.tsu.ru',
    'javascript:alert(1)',
    '',
  ])('refuses the issuer %j', (issuer) => {
    expect(upstreamFault({ ...good, issuer }, at)).toBe('issuer');
  });

  it('refuses domains that are not the university’s own', () => {
    expect(upstreamFault({ ...good, domains: ['tsu.ru', 'tpu.ru'] }, at)).toBe('domains');
    expect(upstreamFault({ ...good, domains: [] }, at)).toBe('domains');
    const claims = { identifier: { ...good.claims.identifier, domain: 'tpu.ru' } };
    expect(upstreamFault({ ...good, claims }, at)).toBe('login_domain');
  });

  it.each(['email', 'mail', 'sub', '', 'a b', 'x'.repeat(201)])('refuses to know people by the claim %j', (claim) => {
    expect(upstreamFault({ ...good, claims: { identifier: { claim, scheme: 'eppn' } } }, at)).toBe('claim');
  });
});
