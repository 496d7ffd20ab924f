import { type Html, html } from '../html.ts';
import { Icon } from './icon.ts';
import type { Tone } from './tone.ts';

/** A state in one or two words, with a sign so that it does not rest on colour. */
export function StatusBadge({ tone, label }: { tone: Tone; label: string }): Html {
  return html`<span class=${`badge badge-${tone}`}>${Icon({ name: tone })}<span>${label}</span></span>`;
}
