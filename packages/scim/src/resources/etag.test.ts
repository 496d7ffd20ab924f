import { describe, expect, it } from '@jest/globals';
import { refusal } from '../testing/refusal.ts';
import { etagOf, readIfMatch } from './etag.ts';

describe('ETags', () => {
  it('are weak, and are read back, strong ones too', () => {
    expect(etagOf(7)).toBe('W/"7"');
    expect(readIfMatch(etagOf(7n))).toEqual(['7']);
    expect(readIfMatch('"7", W/"8"')).toEqual(['7', '8']);
    expect(readIfMatch(' * ')).toBe('*');
    expect(readIfMatch(undefined)).toBeUndefined();
  });

  it.each(['', '7', 'W/7', 'w/"7"', '"7', '*, "7"', '"7",', `"${'7'.repeat(65)}"`, Array(101).fill('"7"').join()])(
    'refuses %j',
    (header) => {
      expect(refusal(() => readIfMatch(header))).toMatchObject({ status: 400, scimType: 'invalidSyntax' });
    },
  );
});
