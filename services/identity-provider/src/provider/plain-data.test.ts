import { describe, expect, it } from '@jest/globals';
import { copyOfData, isSameData } from './plain-data.ts';

const data = { openid: { scope: 'openid email', claims: ['name'] }, resources: {}, at: 1, none: null, flag: false };

describe('plain data', () => {
  it('is copied to its depths', () => {
    const copy = copyOfData(data);
    expect(copy).toEqual(data);
    copy.openid.claims.push('email');
    copy.openid.scope = 'openid';
    expect(data.openid).toEqual({ scope: 'openid email', claims: ['name'] });
  });

  it('is the same in another order, and with members that are undefined', () => {
    const { openid, ...rest } = data;
    expect(isSameData(data, { ...rest, more: undefined, openid: { claims: ['name'], scope: 'openid email' } })).toBe(
      true,
    );
  });

  it.each([
    { ...data, at: 2 },
    { ...data, more: null },
    { ...data, openid: { ...data.openid, claims: ['name', 'email'] } },
    { ...data, openid: { ...data.openid, claims: [] } },
    { ...data, openid: { ...data.openid, claims: { 0: 'name' } } },
    { ...data, none: undefined },
    { ...data, resources: null },
  ])('is not the same where anything differs (%#)', (other) => {
    expect([isSameData(data, other), isSameData(other, data)]).toEqual([false, false]);
  });
});
