import { describe, expect, it } from '@jest/globals';
import { csvCell } from './csv-cell.ts';

describe('a cell of a CSV file', () => {
  it.each(['=1+1', '+7 3822', '-1', '@SUM(A1)', '\t=1', ' =1+1', '\u00a0=1', '＝1+1', '＠SUM(A1)'])(
    'is no formula: %j',
    (value) => {
      expect(csvCell(value)).toBe(`'${value}`);
    },
  );

  it('is no formula behind the end of a line either', () => {
    expect(csvCell('\n=1')).toBe(`"'\n=1"`);
  });

  it('is quoted where it must be', () => {
    expect(csvCell('a;"b"\nc')).toBe('"a;""b""\nc"');
    expect(csvCell('Иванов')).toBe('Иванов');
  });
});
