import type { RollFormat } from './roll-format.ts';

/** One row of a roll with its line end, quoted as RFC 4180 has it, with the format's own delimiter. */
export function csvLine(cells: readonly string[], { delimiter, lineEnd, quoting }: RollFormat): string {
  const written = cells.map((cell) => {
    const plain = quoting === 'needed' && !cell.includes(delimiter) && !/["\r\n]/.test(cell);
    return plain ? cell : `"${cell.replaceAll('"', '""')}"`;
  });
  return written.join(delimiter) + lineEnd;
}
