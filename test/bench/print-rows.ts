import type { BenchRow } from './bench-row.ts';
import type { Machine } from './machine.ts';
import { readable } from './statistics.ts';

/** One table per bench, below one line about the machine. */
export function printRows(machine: Machine, benches: ReadonlyMap<string, readonly BenchRow[]>): string {
  const lines = [machineLine(machine), ''];
  for (const [bench, rows] of benches) {
    const cells = rows.map((row) => [
      row.name,
      `${readable(row.value)} ${row.unit}`,
      row.ratio ? `${readable(row.ratio.value)} × ${row.ratio.to}` : '',
      row.spread ?? '',
    ]);
    const table = [[bench, 'median', 'ratio', 'spread'], ...cells];
    const widths = [0, 1, 2, 3].map((column) => Math.max(...table.map((row) => row[column]!.length)));
    for (const [index, [name, value, ratio, spread]] of table.entries()) {
      lines.push(
        `${name!.padEnd(widths[0]!)}  ${value!.padStart(widths[1]!)}  ${ratio!.padEnd(widths[2]!)}  ${spread}`.trimEnd(),
      );
      if (index === 0) lines.push('─'.repeat(widths.reduce((sum, one) => sum + one + 2, -2)));
    }
    lines.push('');
  }
  return lines.join('\n');
}

export function machineLine(machine: Machine): string {
  const cores = machine.pinned ? `${machine.cores} cores, servers on the first` : `${machine.cores} cores, not pinned`;
  return `${machine.cpu}, ${cores}, ${machine.memory_gib} GiB · ${machine.os} · Node ${machine.node} · ${machine.at} · ${machine.commit}`;
}

export function wrongAnswersOf(benches: ReadonlyMap<string, readonly BenchRow[]>): number {
  return [...benches.values()]
    .flat()
    .filter((row) => row.unit === 'errors')
    .reduce((sum, row) => sum + row.value, 0);
}
