import { describe, expect, it } from '@jest/globals';
import { type ClaimMapping, mapUpstreamClaims } from './upstream-claims.ts';

const eppn: ClaimMapping = { identifier: { claim: 'eduperson_principal_name', scheme: 'eppn' }, name: 'name' };
const number: ClaimMapping = { identifier: { claim: 'number', scheme: 'student_number' } };
const domains = ['tsu.ru', 'stud.tsu.ru'];
const ofEppn = (value: unknown) => mapUpstreamClaims({ eduperson_principal_name: value }, eppn, domains);

describe('mapUpstreamClaims', () => {
  it('takes the university’s own identifier, in its normal form', () => {
    expect(mapUpstreamClaims({ eduperson_principal_name: ' Ivan@TSU.ru', name: 'Иван' }, eppn, domains)).toEqual({
      identifier: { scheme: 'eppn', value: 'ivan@tsu.ru', scopes: ['tsu.ru'] },
      name: 'Иван',
    });
    expect(mapUpstreamClaims({ number: 10_000_102 }, number, domains)).toEqual({
      identifier: { scheme: 'student_number', value: '10000102', scopes: domains },
    });
    expect(mapUpstreamClaims({ number: ['10-0102'] }, number, domains).identifier?.value).toBe('10-0102');
  });

  it('never lets a provider speak for another university’s domain', () => {
    for (const foreign of [
      'ivan@tpu.ru',
      'ivan@sub.tsu.ru',
      'ivan@tsu.ru@tpu.ru',
      'ivan@TPU.RU',
      'ivan@tsu.ru.',
      'ivan@нtsu.ru',
    ]) {
      expect([foreign, ofEppn(foreign)]).toEqual([foreign, { fault: 'foreign_domain' }]);
    }
  });

  it('puts the domain behind a bare login only where the mapping says which, and that is its own', () => {
    expect(ofEppn('ivan')).toEqual({ fault: 'no_domain' });
    const with_ = (domain: string) =>
      mapUpstreamClaims({ login: 'ivan' }, { identifier: { claim: 'login', scheme: 'eppn', domain } }, domains);
    expect(with_('tsu.ru').identifier?.value).toBe('ivan@tsu.ru');
    expect(with_('tpu.ru')).toEqual({ fault: 'foreign_domain' });
  });

  it('looks nobody up by an e-mail address, whatever else the claims say', () => {
    const claims = { email: 'anna@tsu.ru', email_verified: true, sub: 'anna@tsu.ru', name: 'Анна' };
    expect(mapUpstreamClaims(claims, eppn, domains)).toEqual({ fault: 'missing', name: 'Анна' });
  });

  it.each([
    [undefined, 'missing'],
    [null, 'missing'],
    [true, 'not_one_value'],
    [{}, 'not_one_value'],
    [['a@tsu.ru', 'b@tsu.ru'], 'not_one_value'],
    [1.5, 'not_one_value'],
    ['', 'malformed'],
    ['@tsu.ru', 'malformed'],
    ['ivan@', 'malformed'],
    ['iv an@tsu.ru', 'malformed'],
    ['ivan\u0000@tsu.ru', 'malformed'],
    ['ivan\u200b@tsu.ru', 'malformed'],
    [`${'a'.repeat(300)}@tsu.ru`, 'malformed'],
  ])('of %j says %s', (value, fault) => {
    expect(ofEppn(value).fault).toBe(fault);
  });

  it('takes a claim for itself and not for what every object has', () => {
    const inherited = { identifier: { claim: 'constructor', scheme: 'student_number' } } as const;
    expect(mapUpstreamClaims({}, inherited, domains)).toEqual({ fault: 'missing' });
  });

  it('refuses a number with a domain behind it, which is no number', () => {
    expect(mapUpstreamClaims({ number: '102@tpu.ru' }, number, domains)).toEqual({ fault: 'malformed' });
  });
});
