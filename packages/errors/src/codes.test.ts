import { describe, expect, it } from '@jest/globals';
import { errorCodes, kindOf } from './codes.ts';
import { DomainError } from './domain-error.ts';
import { isDomainError } from './is-domain-error.ts';

describe('error codes', () => {
  it.each(Object.keys(errorCodes).filter((code) => code !== 'unexpected'))('%s is written noun.reason', (code) => {
    expect(code).toMatch(/^[a-z]+(-[a-z]+)*\.[a-z]+(_[a-z]+)*$/);
  });

  it('give an error its kind', () => {
    const cause = new Error('inner');
    const error = new DomainError('card.unknown', 'No such card.', { cause, details: { a: 1 }, retryAfterSeconds: 2 });
    expect(error).toMatchObject({ kind: kindOf('card.unknown'), details: { a: 1 }, retryAfterSeconds: 2, cause });
    expect(isDomainError(error)).toBe(true);
    expect(isDomainError({ ...error })).toBe(false);
  });
});
