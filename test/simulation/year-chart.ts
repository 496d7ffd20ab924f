import { type DayMeasured, ringTables, type Year } from './simulate.ts';

const width = 720;
const height = 220;
const left = 64;
const top = 40;
const gap = 24;

type Line = { readonly name: string; readonly color: string; readonly points: readonly (readonly [number, number])[] };

/** Two pictures, one below the other: rows and bytes of the tables in rings, over the days; ours, the rival, and neither. */
export function yearChart(year: Year, scale: number): string {
  const sum = (sizes: DayMeasured['ours'], of: 'rows' | 'bytes', empty: Year['empty']['ours']) =>
    ringTables.reduce((total, table) => total + sizes[table]![of] * scale - empty[table]![of] * (scale - 1), 0);
  const last = year.measured.at(-1)!;
  // What a row takes where nothing was ever deleted is what it takes on the day that deletes for the first time.
  const early = year.measured.find(({ day }) => day >= 5) ?? last;
  const nothing = (one: DayMeasured, of: 'rows' | 'bytes') =>
    ringTables.reduce((total, table) => {
      const width_bytes =
        (early.rival[table]!.bytes - year.empty.rival[table]!.bytes) / Math.max(1, early.rival[table]!.rows);
      return total + one.written[table]! * (of === 'rows' ? 1 : width_bytes);
    }, 0) * scale;
  const lines = (of: 'rows' | 'bytes'): Line[] => [
    { name: 'nothing leaves', color: '#999', points: year.measured.map((one) => [one.day, nothing(one, of)]) },
    {
      name: 'rows deleted, vacuumed',
      color: '#b4541a',
      points: year.measured.map((one) => [one.day, sum(one.rival, of, year.empty.rival)]),
    },
    {
      name: 'partitions emptied',
      color: '#2563a8',
      points: year.measured.map((one) => [one.day, sum(one.ours, of, year.empty.ours)]),
    },
  ];
  const total = 2 * (height + top) + gap + 40;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width + left + 24}" height="${total}" viewBox="0 0 ${width + left + 24} ${total}" font-family="sans-serif" font-size="12" role="img">`,
    '<title>Rows and bytes of the tables in rings over a year</title><rect width="100%" height="100%" fill="#fff"/>',
    ...panel('Bytes, GiB', lines('bytes'), top, year.days, 2 ** 30),
    ...panel('Rows, millions', lines('rows'), top + height + gap + top, year.days, 1e6),
    '</svg>',
    '',
  ].join('\n');
}

function panel(title: string, lines: readonly Line[], y0: number, days: number, unit: number): string[] {
  // The line that nobody stops runs out of the picture: what is bounded must be seen.
  const bounded = Math.max(...lines.slice(1).flatMap(({ points }) => points.map(([, value]) => value)));
  const reach = bounded * 1.6;
  const x = (day: number) => left + (day / days) * width;
  const y = (value: number) => y0 + height - (Math.min(value, reach) / reach) * (height - 40);
  const ticks = [0, 0.25, 0.5, 0.75, 1].map((part) => part * reach);
  return [
    `<text x="${left}" y="${y0 - 8}" font-size="14" fill="#111">${title}</text>`,
    ...ticks.flatMap((tick) => [
      `<line x1="${left}" x2="${left + width}" y1="${y(tick).toFixed(1)}" y2="${y(tick).toFixed(1)}" stroke="#ddd"/>`,
      `<text x="${left - 8}" y="${(y(tick) + 4).toFixed(1)}" text-anchor="end" fill="#555">${(tick / unit).toFixed(1)}</text>`,
    ]),
    ...Array.from({ length: Math.floor(days / 30) + 1 }, (_, n) => n * 30).map(
      (day) =>
        `<text x="${x(day).toFixed(1)}" y="${y0 + height + 16}" text-anchor="middle" fill="#555">day ${day}</text>`,
    ),
    ...lines.map(({ points, color }) => {
      const shown = points.filter(([, value]) => value <= reach);
      const path = shown.map(([day, value], n) => `${n === 0 ? 'M' : 'L'}${x(day).toFixed(1)} ${y(value).toFixed(1)}`);
      return `<path d="${path.join('')}" fill="none" stroke="${color}" stroke-width="2"/>`;
    }),
    ...lines.map(
      ({ name, color }, n) =>
        `<text x="${left + 190 * n + 120}" y="${y0 - 8}" fill="${color}" font-size="12">— ${name}</text>`,
    ),
  ];
}
