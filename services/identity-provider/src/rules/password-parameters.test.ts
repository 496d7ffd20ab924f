import { describe, expect, it } from '@jest/globals';
import { hashIsCurrent, normalPassword, passwordFault } from './password-parameters.ts';

describe('passwordFault', () => {
  it.each<[string, string, string | undefined]>([
    ['empty', '', 'too_short'],
    ['seven characters', 'семьбук', 'too_short'],
    ['seven emoji, which are more code units', '🔑🔑🔑🔑🔑🔑🔑', 'too_short'],
    ['eight Cyrillic characters', 'пароль12', undefined],
    ['spaces inside and around', ' correct horse ', undefined],
    ['exactly 1024 bytes', 'x'.repeat(1024), undefined],
    ['1025 bytes', 'x'.repeat(1025), 'too_long'],
    ['513 Cyrillic characters, which are 1026 bytes', 'ж'.repeat(513), 'too_long'],
    ['a line break', 'password\n1', 'malformed'],
    ['a zero byte', 'password\u00001', 'malformed'],
    ['half of a surrogate pair', 'password\ud83d', 'malformed'],
  ])('%s', (_case, password, fault) => {
    expect(passwordFault(password)).toBe(fault);
  });
});

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
