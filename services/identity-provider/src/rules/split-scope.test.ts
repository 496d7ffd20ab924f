import { describe, expect, it } from '@jest/globals';
import { splitScope, unknownScopes } from './split-scope.ts';

describe('splitScope', () => {
  it('tells what is about people from what is an API', () => {
    expect(splitScope('openid cards.write  profile people.read')).toEqual({
      oidc: 'openid profile',
      product: 'people.read cards.write',
    });
    expect(splitScope('')).toEqual({ oidc: '', product: '' });
  });
});

describe('unknownScopes', () => {
  it('names what nobody honours', () => {
    expect(unknownScopes('openid cards.write cards.delete constructor')).toEqual(['cards.delete', 'constructor']);
  });
});
