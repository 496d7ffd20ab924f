import { type Html, html } from '../html.ts';
import { Icon } from './icon.ts';

export interface StepsProps {
  /** What the steps lead to; read out before them. */
  label: string;
  steps: readonly string[];
  /** Index from zero of the step that the page shows. */
  current: number;
}

/** Where a person stands in a task of several pages. */
export function Steps({ label, steps, current }: StepsProps): Html {
  return html`<ol class="steps" aria-label=${label}>${steps.map(
    (step, at) => html`<li class=${at < current ? 'step step-done' : at === current ? 'step step-current' : 'step'}
      aria-current=${at === current ? 'step' : undefined}><span class="step-mark">${at < current ? Icon({ name: 'ok' }) : at + 1}</span><span>${step}</span></li>`,
  )}</ol>`;
}
