import { describe, expect, it } from '@jest/globals';
import { emailAddressOf } from './email-address.ts';

describe('emailAddressOf', () => {
  it.each([
    [' Anna.Semyonova@Example.ORG ', 'Anna.Semyonova@example.org'],
    ['a+b@xn--e1afmkfd.xn--p1ai', 'a+b@xn--e1afmkfd.xn--p1ai'],
  ])('takes %p', (typed, address) => {
    expect(emailAddressOf(typed)).toBe(address);
  });

  it.each([
    'a@b',
    'a@b.c',
    'a@localhost',
    'a b@example.org',
    'a@example.org,b@example.org',
    'a@example.org\r\nBcc: b@example.org',
    '<a@example.org>',
    '"a,b"@example.org',
    'a@-example.org',
    '.a@example.org',
    'анна@example.org',
    `${'a'.repeat(65)}@example.org`,
    `a@${'b.'.repeat(130)}org`,
    'a@127.0.0.1',
  ])('refuses %p', (typed) => {
    expect(emailAddressOf(typed)).toBeUndefined();
  });
});
