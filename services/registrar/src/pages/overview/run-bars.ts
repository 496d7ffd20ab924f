import { formatDate, formatNumber, type Html, html } from '@onecampus/pages';
import type { Overview } from '../../use-cases/show-overview.ts';
import type { Seen } from '../console/seen.ts';
import { overviewWords } from './overview-words.ts';

const width = 360;
const height = 120;
const kinds = ['ending', 'changed', 'new'] as const;

/**
 * One bar for each import, of new, changed and ending people one above the other. Heights by the square root: a first import
 * of thousands must not press the daily dozens flat. Not to be read off; numbers stand in the titles and on the import's page.
 */
export function RunBars({ seen, runs }: { seen: Seen; runs: Overview['runs'] }): Html {
  const { locale, university } = seen;
  const say = overviewWords(locale);
  const total = (run: Overview['runs'][number]) => kinds.reduce((sum, kind) => sum + run.counts[kind], 0);
  const tallest = Math.max(1, ...runs.map(total));
  const step = width / Math.max(runs.length, 8);
  const labels = { new: say.new, changed: say.changed, ending: say.ending };
  return html`<div class="runs">
    <svg class="runs-picture" viewBox=${`0 0 ${width} ${height}`} role="img" aria-label=${say.runs}>
      <line class="runs-floor" x1="0" x2=${width} y1=${height - 0.5} y2=${height - 0.5} />
      ${runs.map((run, index) => {
        const all = total(run);
        const scale = all === 0 ? 0 : (Math.sqrt(all / tallest) * (height - 12)) / all;
        let y = height - 1;
        const title = say.runTitle(
          run.source,
          formatDate(locale, run.finishedAt, university.timeZone),
          formatNumber(locale, run.counts.new),
          formatNumber(locale, run.counts.changed),
          formatNumber(locale, run.counts.ending),
        );
        return html`<g class=${run.state === 'applied' ? 'run' : 'run run-not-applied'}>
          <title>${run.state === 'applied' ? title : `${title} (${say.notApplied})`}</title>
          <rect class="run-place" x=${index * step} y="0" width=${step} height=${height} />
          ${all === 0 ? html`<rect class="run-none" x=${index * step + 3} y=${height - 4} width=${step - 6} height="3" />` : null}
          ${kinds.map((kind) => {
            const tall = run.counts[kind] === 0 ? 0 : Math.max(2, run.counts[kind] * scale);
            y -= tall;
            return tall === 0
              ? null
              : html`<rect class=${`run-${kind}`} x=${index * step + 3} y=${y} width=${step - 6} height=${tall} />`;
          })}
        </g>`;
      })}
    </svg>
    <ul class="runs-key">${[...kinds]
      .reverse()
      .map(
        (kind) =>
          html`<li><svg viewBox="0 0 10 10" width="10" height="10" aria-hidden="true"><rect class=${`run-${kind}`} width="10" height="10" rx="2" /></svg>${labels[kind]}</li>`,
      )}</ul>
  </div>`;
}
