import { describe, expect, it } from '@jest/globals';
import { identifiersOf } from './identifiers-of.ts';

const university = { homeOrganization: 'tpu.ru', scopes: ['tpu.ru'] };
const loginOf = (login: string) =>
  identifiersOf({ login, campus: {}, enterprise: {}, university }).find(({ scheme }) => scheme === 'eppn')?.value;

describe('the login of a User', () => {
  it('is one where it is written in Latin letters', () => {
    expect(loginOf('Anna.Kedrova')).toBe('anna.kedrova@tpu.ru');
    expect(loginOf('anna@tpu.ru')).toBe('anna@tpu.ru');
  });

  // Each looks like anna, or would be taken for her at a glance.
  it.each(['аnna', 'annа', 'ａnna', 'ann\u0430@tpu.ru', 'an\u200bna', 'anna\u0301', 'αnna', 'anna@tрu.ru', 'anna '])(
    'is none as %j',
    (login) => {
      expect(loginOf(login)).toBeUndefined();
    },
  );
});
