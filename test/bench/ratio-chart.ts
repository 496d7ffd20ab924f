import type { BenchRow } from './bench-row.ts';
import type { Machine } from './machine.ts';
import { machineLine } from './print-rows.ts';
import { readable } from './statistics.ts';

const row_height = 44;
const left = 24;
const width = 720;
const top = 64;

/**
 * Every ratio of a run as one bar from the line of equality: to the right more, to the left less. The scale is logarithmic,
 * so that twice and half are equally far from it.
 */
export function ratioChart(machine: Machine, rows: readonly BenchRow[], marked: boolean): string {
  const bars = rows.filter((row) => row.ratio && row.ratio.value > 0);
  const reach = Math.max(1, ...bars.map((row) => Math.abs(Math.log2(row.ratio!.value)))) * 1.15;
  const x = (ratio: number) => left + ((Math.log2(ratio) / reach + 1) / 2) * width;
  const height = top + bars.length * row_height + 32;
  const ticks = [1 / 1024, 1 / 256, 1 / 64, 1 / 16, 1 / 4, 1 / 2, 1, 2, 4, 16, 64, 256, 1024].filter(
    (tick) => Math.abs(Math.log2(tick)) <= reach,
  );
  const grid = ticks.map(
    (tick) =>
      `<line x1="${x(tick).toFixed(1)}" y1="${top - 8}" x2="${x(tick).toFixed(1)}" y2="${height - 28}" stroke="${tick === 1 ? '#333' : '#ddd'}"/>` +
      `<text x="${x(tick).toFixed(1)}" y="${height - 12}" text-anchor="middle" fill="#555">${tick < 1 ? `1/${1 / tick}` : tick} ×</text>`,
  );
  const drawn = bars.map((row, index) => {
    const y = top + index * row_height;
    const [from, to] = [x(1), x(row.ratio!.value)];
    return (
      `<text x="${left}" y="${y + 12}" fill="#222" stroke="#fff" stroke-width="4" paint-order="stroke">${escaped(row.name)} — ${readable(row.ratio!.value)} × ${escaped(row.ratio!.to)}</text>` +
      `<rect x="${Math.min(from, to).toFixed(1)}" y="${y + 18}" width="${Math.max(1, Math.abs(to - from)).toFixed(1)}" height="14" rx="2" fill="#2563a8"/>`
    );
  });
  const title = marked ? 'Ratios of one run — WITH WRONG ANSWERS, not to be quoted' : 'Ratios of one run';
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width + 2 * left}" height="${height}" viewBox="0 0 ${width + 2 * left} ${height}" font-family="sans-serif" font-size="12" role="img">`,
    `<title>${title}</title><rect width="100%" height="100%" fill="#fff"/>`,
    `<text x="${left}" y="24" font-size="16" fill="#111">${title}</text>`,
    `<text x="${left}" y="42" font-size="10" fill="#555">${escaped(machineLine(machine))}</text>`,
    ...grid,
    ...drawn,
    '</svg>',
    '',
  ].join('\n');
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
