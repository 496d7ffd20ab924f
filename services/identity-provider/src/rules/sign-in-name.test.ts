import { describe, expect, it } from '@jest/globals';
import { parseSignInName } from './sign-in-name.ts';

describe('parseSignInName', () => {
  it.each([
    ['anna.kedrova', { kind: 'login', login: 'anna.kedrova' }],
    ['  Anna.Kedrova ', { kind: 'login', login: 'anna.kedrova' }],
    ['anna.kedrova@tpu.ru', { kind: 'eppn', value: 'anna.kedrova@tpu.ru', scope: 'tpu.ru' }],
    ['ANNA@TPU.RU', { kind: 'eppn', value: 'anna@tpu.ru', scope: 'tpu.ru' }],
    ['a@b@tpu.ru', { kind: 'eppn', value: 'a@b@tpu.ru', scope: 'tpu.ru' }],
    ['', undefined],
    ['   ', undefined],
    ['@tpu.ru', undefined],
    ['anna@', undefined],
    ['anna kedrova', undefined],
    ['anna\u0000', undefined],
    ['x'.repeat(257), undefined],
  ])('%j', (typed, expected) => {
    expect(parseSignInName(typed)).toEqual(expected);
  });
});
