import { describe, expect, it } from '@jest/globals';
import { flowVerdict } from './flow-verdict.ts';

const now = new Date('2026-11-22T12:00:00Z');
const steps = (names: string, secondsAgo: number) =>
  names.split(' ').map((name) => {
    const [step = '', outcome = 'ok'] = name.split(':');
    return { step, outcome, at: new Date(now.getTime() - secondsAgo * 1_000) };
  });

describe('how a sign-in ended', () => {
  it.each([
    ['request:waiting', 1, 'open'],
    ['request:waiting code', 1, 'open'],
    ['request:waiting code', 60, 'stuck-at-code'],
    ['request:waiting code tokens', 1, 'open'],
    ['request:waiting code tokens', 60, 'not-asked'],
    ['request:waiting code tokens userinfo', 60, 'whole'],
    ['request:waiting code tokens:refused', 60, 'failed'],
    ['request:refused', 0, 'failed'],
    ['sign-out', 60, 'signed-out'],
  ])('%s, %d s ago: %s', (names, secondsAgo, verdict) => {
    expect(flowVerdict(steps(names, secondsAgo), { asksUserinfo: true }, now)).toBe(verdict);
  });

  it('is whole with the code where we redeem it ourselves', () => {
    const saml = { asksUserinfo: false, otherFront: true };
    expect(flowVerdict(steps('request:waiting code', 60), saml, now)).toBe('whole');
  });

  it('is whole with the tokens where nobody asks for more', () => {
    expect(flowVerdict(steps('code tokens', 60), { asksUserinfo: false }, now)).toBe('whole');
  });
});
