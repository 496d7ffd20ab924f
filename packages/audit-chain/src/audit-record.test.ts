import { describe, expect, it } from '@jest/globals';
import { exactDetails } from './audit-record.ts';
import { canonicalText } from './canonical-text.ts';

describe('exact details', () => {
  it('are an object where a JSON reader loses nothing', () => {
    expect(exactDetails('{"rows": 12, "share": 0.5, "fields": ["email"], "half": -1.25}')).toEqual({
      rows: 12,
      share: 0.5,
      fields: ['email'],
      half: -1.25,
    });
  });

  it.each([
    '{"a": 1.10}',
    '{"a": 12345678901234567890}',
    '{"a": 1e400}',
    '[1]',
    '"text"',
    'null',
    `{"a": ${'['.repeat(2_000)}`,
  ])('are the database’s own text otherwise: %s', (text) => {
    expect(exactDetails(text)).toBe(text);
    expect(canonicalText({ details: exactDetails(text) })).toContain('details');
  });

  it('are a digest where they are long', () => {
    expect(exactDetails(`{"a": "${'x'.repeat(70_000)}"}`)).toMatch(/^sha256:[0-9a-f]{64}$/);
  });
});
