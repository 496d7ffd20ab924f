import { type Children, type Html, html } from '../html.ts';
import { describedBy, FieldError, fieldId } from './field-frame.ts';
import { names } from './names.ts';

export interface RadioFieldProps {
  /** The question that the choices answer. */
  label: string;
  name: string;
  options: readonly { value: string; label: string; hint?: string | undefined }[];
  value?: string | undefined;
  hint?: Children | undefined;
  error?: string | undefined;
  required?: boolean | undefined;
}

/** One choice of a few, all in sight. The first choice carries the field's id, so that an error summary can lead to it. */
export function RadioField(props: RadioFieldProps): Html {
  const id = fieldId(props.name);
  return html`<fieldset class=${names('field', 'field-radio', props.error && 'field-wrong')} aria-describedby=${describedBy({ ...props, id })}>
    <legend>${props.label}</legend>
    ${props.hint ? html`<p class="field-hint" id=${`${id}-hint`}>${props.hint}</p>` : null}
    ${props.error ? FieldError({ id, error: props.error }) : null}
    ${props.options.map(
      (
        option,
        at,
      ) => html`<label class="check"><input type="radio" id=${at === 0 ? id : `${id}-${at + 1}`} name=${props.name}
        value=${option.value} checked=${option.value === props.value} required=${props.required === true} />
        <span>${option.label}${option.hint ? html`<small class="check-hint">${option.hint}</small>` : null}</span></label>`,
    )}
  </fieldset>`;
}
