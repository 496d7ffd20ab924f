import { type Children, type Html, html } from '../html.ts';
import { Icon } from './icon.ts';
import { names } from './names.ts';

/** The element id of a form control, and so the target of the error summary's links. */
export function fieldId(name: string): string {
  return `field-${name}`;
}

export interface FieldFrameProps {
  id: string;
  label: string;
  hint?: Children | undefined;
  error?: string | undefined;
}

/** Ids of the hint and the error, in the order in which they should be read out. */
export function describedBy({ id, hint, error }: Pick<FieldFrameProps, 'id' | 'hint' | 'error'>): string | undefined {
  return names(hint ? `${id}-hint` : undefined, error ? `${id}-error` : undefined);
}

/** Label, hint and error around one control; the same for every kind of control. */
export function FieldFrame({ id, label, hint, error, control }: FieldFrameProps & { control: Html }): Html {
  return html`<div class=${names('field', error && 'field-wrong')}>
    <label for=${id}>${label}</label>
    ${hint ? html`<p class="field-hint" id=${`${id}-hint`}>${hint}</p>` : null}
    ${error ? FieldError({ id, error }) : null}
    ${control}
  </div>`;
}

export function FieldError({ id, error }: { id: string; error: string }): Html {
  return html`<p class="field-error" id=${`${id}-error`}>${Icon({ name: 'error' })}<span>${error}</span></p>`;
}
