import { describe, expect, it } from '@jest/globals';
import { csvCell } from './csv-cell.ts';

describe('a cell of a CSV file', () => {
  it.each(['=1+1', '+7 3822', '-1', '@SUM(A1)', '\t=1'])('is no formula: %j', (value) => {
    expect(csvCell(value)).toBe(`'${value}`);
  });

  it('is quoted where it must be', () => {
    expect(csvCell('a;"b"\nc')).toBe('"a;""b""\nc"');
    expect(csvCell('Иванов')).toBe('Иванов');
  });
});
