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
}

const width = 720;
const label_width = 200;
const row_height = 30;
const axis_height = 24;
const day_ms = 86_400_000;

/** Windows of time as bars under each other, with years below and a line for today. Scales with its place. */
export function Timeline({ label, rows, now, nowLabel }: TimelineProps): Html {
  const spans = rows.flatMap((row) => row.spans);
  const first = Math.min(now.getTime(), ...spans.map((span) => span.from.getTime())) - 60 * day_ms;
  const last = Math.max(now.getTime(), ...spans.map((span) => (span.until ?? now).getTime())) + 200 * day_ms;
  const x = (time: number) => label_width + ((time - first) / (last - first)) * (width - label_width);
  const height = rows.length * row_height + axis_height;
  const bottom = rows.length * row_height;
  return html`<svg class="timeline" viewBox=${`0 0 ${width} ${height}`} role="img" aria-label=${label}>
    ${yearsBetween(first, last).map(
      ({ year, at }) =>
        html`<g><line class="timeline-year" x1=${x(at)} x2=${x(at)} y1="0" y2=${bottom} />
          <text class="timeline-axis" x=${x(at) + 3} y=${bottom + 16}>${year}</text></g>`,
    )}
    ${rows.map(
      (row, index) => html`<g>
        <text class="timeline-label" x="0" y=${index * row_height + 19}>${shortened(row.label)}</text>
        ${row.spans.map((span) => {
          const from = x(span.from.getTime());
          const until = span.until ? x(span.until.getTime()) : width;
          return html`<rect class=${`timeline-bar timeline-${span.tone}`} x=${from} y=${index * row_height + 6}
            width=${Math.max(3, until - from)} height=${row_height - 12} rx="4"><title>${span.title}</title></rect>`;
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
function shortened(text: string): string {
  return text.length <= 28 ? text : `${text.slice(0, 27)}…`;
}
