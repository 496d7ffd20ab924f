import { type Children, type Html, html } from '../html.ts';
import { describedBy, FieldFrame, fieldId } from './field-frame.ts';
import { names } from './names.ts';

export interface SelectFieldProps {
  label: string;
  name: string;
  id?: string | undefined;
  options: readonly { value: string; label: string }[];
  value?: string | undefined;
  /** A first, empty choice, e.g. «Выберите университет». */
  placeholder?: string | undefined;
  hint?: Children | undefined;
  error?: string | undefined;
  required?: boolean | undefined;
  autofocus?: boolean | undefined;
  width?: 'short' | 'medium' | 'full' | undefined;
}

/** One choice of several, as the browser's own list. */
export function SelectField(props: SelectFieldProps): Html {
  const id = props.id ?? fieldId(props.name);
  const control = html`<select class=${names('input', 'select', `input-${props.width ?? 'full'}`)} id=${id} name=${props.name}
    required=${props.required === true} autofocus=${props.autofocus === true}
    aria-invalid=${props.error ? 'true' : undefined} aria-describedby=${describedBy({ ...props, id })}>
    ${props.placeholder === undefined ? null : html`<option value="" selected=${!props.value}>${props.placeholder}</option>`}
    ${props.options.map(({ value, label }) => html`<option value=${value} selected=${value === props.value}>${label}</option>`)}
  </select>`;
  return FieldFrame({ id, label: props.label, hint: props.hint, error: props.error, control });
}
