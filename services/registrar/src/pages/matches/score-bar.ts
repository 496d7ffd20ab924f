import { type Html, html } from '@onecampus/pages';
import type { Seen } from '../console/seen.ts';

/** The bar is full where records are joined without asking anybody twice over. */
const full_bits = 24;

/** How much speaks for one human, as a bar with its number. */
export function ScoreBar({ seen, score, label }: { seen: Seen; score: number; label: string }): Html {
  const shown = bits(seen, score);
  return html`<span class="score"><progress class="score-bar" aria-label=${`${label}: ${shown}`} value=${Math.min(Math.max(score, 0), full_bits)} max=${full_bits}></progress>
    <span class="score-number" aria-hidden="true">${shown}</span></span>`;
}

export function bits({ locale }: Seen, score: number): string {
  return new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(score);
}
