import { type Children, type Html, html } from '../html.ts';
import type { Tone } from './tone.ts';

export interface StatProps {
  label: string;
  value: Children;
  detail?: Children | undefined;
  tone?: Tone | undefined;
}

/** One number that matters. */
export function Stat({ label, value, detail, tone }: StatProps): Html {
  return html`<div class=${`stat stat-${tone ?? 'neutral'}`}><p class="stat-label">${label}</p><p class="stat-value">${value}</p>${
    detail ? html`<p class="stat-detail">${detail}</p>` : null
  }</div>`;
}

/** Several numbers side by side. */
export function Stats({ items }: { items: readonly StatProps[] }): Html {
  return html`<div class="stats">${items.map(Stat)}</div>`;
}
