import { type Html, html } from '../html.ts';
import { CardNumber } from './card-number.ts';
import { StatusBadge } from './status-badge.ts';
import type { Tone } from './tone.ts';

export interface LibraryCardProps {
  number: string;
  holder: string;
  /** The university that the holder belongs to. */
  home: string;
  state: { tone: Tone; label: string };
  /** One line at the lower edge, e.g. «до 31 августа 2027 г.». */
  validity?: string | undefined;
}

/** The card as its holder sees it, with its present state. */
export function LibraryCard({ number, holder, home, state, validity }: LibraryCardProps): Html {
  return html`<div class=${`library-card library-card-${state.tone}`}>
    <div class="library-card-top"><span class="library-card-home">${home}</span>${StatusBadge(state)}</div>
    <p class="library-card-number">${CardNumber({ number })}</p>
    <div class="library-card-foot"><span class="library-card-holder">${holder}</span>${
      validity ? html`<span class="library-card-validity">${validity}</span>` : null
    }</div>
  </div>`;
}
