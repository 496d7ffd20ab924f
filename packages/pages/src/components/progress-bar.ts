import { type Html, html } from '../html.ts';

export interface ProgressBarProps {
  label: string;
  /** Absent while the end is not known. */
  value?: number | undefined;
  max: number;
  /** The same in words, e.g. «1 240 из 2 000 строк». */
  detail?: string | undefined;
}

/** How far a long task has come. */
export function ProgressBar({ label, value, max, detail }: ProgressBarProps): Html {
  return html`<div class="progress"><div class="progress-words"><span>${label}</span>${detail ? html`<span class="progress-detail">${detail}</span>` : null}</div>
    <progress aria-label=${label} value=${value} max=${max}></progress></div>`;
}
