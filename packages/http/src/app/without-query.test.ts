import { describe, expect, it } from '@jest/globals';
import { withoutQuery } from './without-query.ts';

const url = `/universities/tpu/people?q=${encodeURIComponent('Канарейкин Ян')}&cursor=abc`;

describe('the query of a request in an error', () => {
  it('is taken out of messages, stacks, fields and causes, in every spelling', () => {
    const cause = Object.assign(new TypeError('Invalid URL'), { input: url });
    const error = new Error('syntax error in tsquery: "Канарейкин Ян"', { cause });
    withoutQuery(error, url);
    const written = [error.message, error.stack, cause.message, cause.stack, cause.input].join('\n');
    expect(written).not.toMatch(/Канарейкин|%D0%9A/);
    expect(error.message).toBe('syntax error in tsquery: "…"');
    expect(error.stack).toContain('without-query.test.ts');
  });

  it('leaves the frames of a stack alone, and an error without a query as it is', () => {
    const error = new Error('at work');
    const { stack } = error;
    expect(withoutQuery(error, '/people').stack).toBe(stack);
    withoutQuery(error, '/people?q=at');
    expect(error.message).toBe('… work');
    expect(error.stack).toContain('    at ');
  });
});
