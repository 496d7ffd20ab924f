import { createProgress, type Progress } from './progress.ts';

/** How a command's answer is printed: as lines for a person, or as one JSON document for a program. */
export interface Output {
  readonly json: boolean;
  /** `lines` is called only where a person reads. */
  answer(value: unknown, lines: () => readonly string[]): void;
  /** Goes to standard error, so that standard output stays the answer alone. */
  note(text: string): void;
  /** For long work; `unit` is what is counted. */
  progress(unit: string): Progress;
}

export function createOutput(json: boolean): Output {
  return {
    json,
    answer: (value, lines) => {
      process.stdout.write(json ? `${JSON.stringify(value, null, 2)}\n` : `${lines().join('\n')}\n`);
    },
    note: (text) => {
      if (!json) process.stderr.write(`${text}\n`);
    },
    progress: (unit) => createProgress(unit, { silent: json, stream: process.stderr, now: Date.now }),
  };
}

/** Pairs as aligned lines, without the empty ones. */
export function pairs(entries: readonly (readonly [string, unknown])[]): string[] {
  const shown = entries.filter(([, value]) => value !== undefined && value !== null && value !== '');
  const width = Math.max(0, ...shown.map(([name]) => name.length));
  return shown.map(([name, value]) => `${name.padEnd(width)}  ${String(value)}`);
}

/** Rows as aligned columns under a heading. */
export function columns(headings: readonly string[], rows: readonly (readonly unknown[])[]): string[] {
  const table = [
    headings,
    ...rows.map((row) => row.map((cell) => (cell === undefined || cell === null ? '' : String(cell)))),
  ];
  const widths = headings.map((_, index) => Math.max(...table.map((row) => (row[index] ?? '').length)));
  return table.map((row) =>
    row
      .map((cell, index) => cell.padEnd(widths[index]!))
      .join('  ')
      .trimEnd(),
  );
}
