import { describe, expect, it } from '@jest/globals';
import { upstreamDifferences, upstreamFields } from './upstream-differences.ts';

const settings = {
  issuer: 'https://id.tsu.ru',
  clientId: 'campus',
  authMethod: 'client_secret_basic',
  scopes: ['openid', 'profile'],
  claims: { identifier: { claim: 'eduperson_principal_name', scheme: 'eppn' } },
  domains: ['tsu.ru', 'stud.tsu.ru'],
  trustsAcr: false,
} as const;

describe('upstreamDifferences', () => {
  it('is nothing between the same settings, in whichever order', () => {
    const same = { ...settings, scopes: ['profile', 'openid'], domains: ['stud.tsu.ru', 'tsu.ru'] };
    expect(upstreamDifferences(settings, same)).toEqual([]);
  });

  it('names every setting that is another one, with both values', () => {
    const other = {
      issuer: 'https://evil.example',
      clientId: 'x',
      authMethod: 'none',
      scopes: ['openid'],
      claims: { identifier: { claim: 'number', scheme: 'student_number', domain: 'tsu.ru' }, name: 'name' },
      domains: ['tsu.ru'],
      trustsAcr: true,
    } as const;
    const found = upstreamDifferences(settings, other);
    expect(found.map(({ field }) => field)).toEqual([...upstreamFields]);
    expect(found).toContainEqual({ field: 'issuer', before: settings.issuer, after: other.issuer });
    expect(found).toContainEqual({ field: 'trustsAcr', before: 'no', after: 'yes' });
    expect(found).toContainEqual({ field: 'loginDomain', before: undefined, after: 'tsu.ru' });
  });

  it('is everything where there was no provider', () => {
    expect(upstreamDifferences(undefined, settings).map(({ field }) => field)).toEqual(
      upstreamFields.filter((field) => field !== 'loginDomain' && field !== 'nameClaim'),
    );
  });
});
