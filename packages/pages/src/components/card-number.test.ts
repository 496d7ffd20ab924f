import { describe, expect, it } from '@jest/globals';
import { groupCardNumber } from './card-number.ts';

describe('groupCardNumber', () => {
  it('groups prefix, three fours and check digit', () => {
    expect(groupCardNumber('21234567890128')).toBe('2\u00a01234\u00a05678\u00a09012\u00a08');
  });

  it.each(['', '2123456789012', '212345678901288', '2123456789012З', '<b>'])('leaves %p as it was read', (number) => {
    expect(groupCardNumber(number)).toBe(number);
  });
});
