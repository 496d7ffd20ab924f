import { describe, expect, it } from '@jest/globals';
import { hashIsCurrent, normalPassword } from './password-parameters.ts';

describe('normalPassword', () => {
  it('makes one of the two ways to write й', () => {
    expect(normalPassword('и\u0306'.repeat(8))).toBe('й'.repeat(8));
  });
});

describe('hashIsCurrent', () => {
  it('knows the present parameters from older ones', () => {
    expect(hashIsCurrent('$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$aGFzaA')).toBe(true);
    expect(hashIsCurrent('$argon2id$v=19$m=7168,t=5,p=1$c2FsdA$aGFzaA')).toBe(false);
    expect(hashIsCurrent('$argon2i$v=19$m=19456,t=2,p=1$c2FsdA$aGFzaA')).toBe(false);
  });
});
