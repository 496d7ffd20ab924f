import { describe, expect, it } from '@jest/globals';
import { allScopes, audienceOf, isScope, scopesOf, scopeTable } from './scopes.ts';

describe('scopes', () => {
  it('belong to exactly one service each', () => {
    const services = ['identity-provider', 'registrar', 'card-issuer', 'access-checker'] as const;
    expect(services.flatMap((service) => scopesOf(service)).toSorted()).toEqual(allScopes.toSorted());
  });

  it('are explained in both languages', () => {
    for (const scope of allScopes) {
      expect(scopeTable[scope].en).toMatch(/^[A-Z][ -~]+$/);
      expect(scopeTable[scope].ru).toMatch(/^[А-ЯЁ]/);
    }
  });

  it.each(['toString', '__proto__', 'constructor', 'cards', 'cards.write ', ''])('does not know %j', (value) => {
    expect(isScope(value)).toBe(false);
  });

  it('makes one audience of an address with and without its trailing slash', () => {
    expect(audienceOf('http://localhost:4010/')).toBe('http://localhost:4010');
    expect(audienceOf('http://localhost:4010')).toBe('http://localhost:4010');
    expect(audienceOf('https://Campus.example/registrar/')).toBe('https://campus.example/registrar');
  });
});
