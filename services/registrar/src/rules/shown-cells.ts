import type { RollField } from './roll-field.ts';

const shown_cells_max = 60;
const shown_characters_max = 120;
const elevenDigits = /\d{3}[\s-]?\d{3}[\s-]?\d{3}[\s-]?\d{2}/g;
const invisible = /[\p{Cc}\p{Cf}]/gu;

/**
 * A refused row as it is kept for the registrar: shortened, invisible characters made visible, and without anything that
 * could be a national number, in whichever column it slipped.
 */
export function shownCells(cells: readonly string[], fields: readonly (RollField | null)[]): string[] {
  return cells.slice(0, shown_cells_max).map((cell, at) => {
    if (fields[at] === 'national_number') return cell === '' ? '' : '***';
    return cell.slice(0, shown_characters_max).replaceAll(invisible, '�').replaceAll(elevenDigits, '***');
  });
}
