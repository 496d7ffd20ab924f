import { type Html, html } from '../html.ts';

export interface TimelineSpan {
  readonly from: Date;
  /** Open where absent. */
  readonly until?: Date | undefined;
  readonly tone: 'ok' | 'info' | 'warn' | 'neutral';
  /** Read out, and shown where the pointer rests. */
  readonly title: string;
}
export interface TimelineProps {
  /** What the picture shows, for those who do not see it; the facts themselves stand in a table beside it. */
  readonly label: string;
  readonly rows: readonly { readonly label: string; readonly spans: readonly TimelineSpan[] }[];
  readonly now: Date;
  readonly nowLabel: string;
  /** For a phone first: labels stand above their bars, and nothing has to be moved sideways. */
  readonly narrow?: boolean | undefined;
}

/** In units of the picture: `label` is the width of the labels' column, `above` the height of a label over its bar. */
const broad = { width: 720, label: 200, row: 30, above: 0, letters: 28 };
const slim = { width: 360, label: 0, row: 44, above: 18, letters: 46 };
const axis_height = 24;
/** Of the four digits: a year that would be cut at the edge is not written. */
const year_width = 32;
const day_ms = 86_400_000;

/** Windows of time as bars under each other, with years below and a line for today. Scales with its place. */
export function Timeline({ label, rows, now, nowLabel, narrow }: TimelineProps): Html {
  const size = narrow ? slim : broad;
  const spans = rows.flatMap((row) => row.spans);
  const first = Math.min(now.getTime(), ...spans.map((span) => span.from.getTime())) - 60 * day_ms;
  const last = Math.max(now.getTime(), ...spans.map((span) => (span.until ?? now).getTime())) + 200 * day_ms;
  const x = (time: number) => size.label + ((time - first) / (last - first)) * (size.width - size.label);
  const height = rows.length * size.row + axis_height;
  const bottom = rows.length * size.row;
  return html`<svg class=${narrow ? 'timeline timeline-narrow' : 'timeline'} viewBox=${`0 0 ${size.width} ${height}`} role="img" aria-label=${label}>
    ${yearsBetween(first, last).map(
      ({ year, at }) =>
        html`<g><line class="timeline-year" x1=${x(at)} x2=${x(at)} y1="0" y2=${bottom} />
          ${x(at) + year_width > size.width ? null : html`<text class="timeline-axis" x=${x(at) + 3} y=${bottom + 16}>${year}</text>`}</g>`,
    )}
    ${rows.map(
      (row, index) => html`<g>
        <text class="timeline-label" x="0" y=${index * size.row + (narrow ? 14 : 19)}>${shortened(row.label, size.letters)}</text>
        ${row.spans.map((span) => {
          const from = x(span.from.getTime());
          const until = span.until ? x(span.until.getTime()) : size.width;
          return html`<rect class=${`timeline-bar timeline-${span.tone}`} x=${from} y=${index * size.row + size.above + 6}
            width=${Math.max(3, until - from)} height=${size.row - size.above - 12} rx="4"><title>${span.title}</title></rect>`;
        })}
      </g>`,
    )}
    <line class="timeline-now" x1=${x(now.getTime())} x2=${x(now.getTime())} y1="0" y2=${bottom}><title>${nowLabel}</title></line>
  </svg>`;
}

/** The first of January of each year in between; every second, fifth or tenth one where they are many. */
function yearsBetween(first: number, last: number): { year: number; at: number }[] {
  const [from, until] = [new Date(first).getUTCFullYear() + 1, new Date(last).getUTCFullYear()];
  const count = until - from + 1;
  const step = count <= 8 ? 1 : count <= 16 ? 2 : count <= 40 ? 5 : 10;
  const years: { year: number; at: number }[] = [];
  for (let year = Math.ceil(from / step) * step; year <= until; year += step)
    years.push({ year, at: Date.UTC(year, 0, 1) });
  return years;
}

/** The label's column is fixed; the whole of it stands in the table. */
function shortened(text: string, letters_max: number): string {
  return text.length <= letters_max ? text : `${text.slice(0, letters_max - 1)}…`;
}
