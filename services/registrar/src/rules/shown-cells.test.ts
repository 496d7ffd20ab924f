import { describe, expect, it } from '@jest/globals';
import { shownCells } from './shown-cells.ts';

describe('a refused row as it is kept', () => {
  it('has no national number in any column', () => {
    expect(
      shownCells(['1', '900-000-011 84', 'СНИЛС 90000001184'], ['source_key', 'national_number', 'given_name']),
    ).toEqual(['1', '***', 'СНИЛС ***']);
  });

  it('shows invisible characters and is short', () => {
    expect(shownCells(['Ив\u0000ан', 'x'.repeat(500)], ['given_name', null])).toEqual(['Ив�ан', 'x'.repeat(120)]);
  });
});
