import { type Html, html } from '../html.ts';
import { fieldId } from './field-frame.ts';
import { Icon } from './icon.ts';

export interface ErrorSummaryProps {
  title: string;
  /** `field` is the control's name; a fault of no single field has none. */
  errors: readonly { field?: string | undefined; text: string }[];
}

/** Every fault of a form above it, each leading to its field; nothing when there is none. */
export function ErrorSummary({ title, errors }: ErrorSummaryProps): Html | null {
  if (errors.length === 0) return null;
  return html`<div class="alert alert-error" role="alert" tabindex="-1">
    ${Icon({ name: 'error' })}
    <div class="alert-body"><p class="alert-title">${title}</p>
      <ul class="error-list">${errors.map(({ field, text }) => html`<li>${field === undefined ? text : html`<a href=${`#${fieldId(field)}`}>${text}</a>`}</li>`)}</ul>
    </div>
  </div>`;
}
