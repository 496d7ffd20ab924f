import { type Children, type Html, html } from '../html.ts';
import { describedBy, FieldError, fieldId } from './field-frame.ts';
import { names } from './names.ts';

export interface CheckboxFieldProps {
  label: Children;
  name: string;
  id?: string | undefined;
  /** What is sent when the box is ticked; an unticked box sends nothing. */
  value?: string | undefined;
  checked?: boolean | undefined;
  hint?: Children | undefined;
  error?: string | undefined;
  required?: boolean | undefined;
}

/** A yes or no. */
export function CheckboxField(props: CheckboxFieldProps): Html {
  const id = props.id ?? fieldId(props.name);
  return html`<div class=${names('field', 'field-check', props.error && 'field-wrong')}>
    ${props.error ? FieldError({ id, error: props.error }) : null}
    <label class="check"><input type="checkbox" id=${id} name=${props.name} value=${props.value ?? 'yes'}
      checked=${props.checked === true} required=${props.required === true}
      aria-invalid=${props.error ? 'true' : undefined} aria-describedby=${describedBy({ ...props, id })} />
      <span>${props.label}</span></label>
    ${props.hint ? html`<p class="field-hint" id=${`${id}-hint`}>${props.hint}</p>` : null}
  </div>`;
}
