import { type Children, type Html, html } from '../html.ts';
import { describedBy, FieldFrame, fieldId } from './field-frame.ts';
import { names } from './names.ts';

export interface FieldProps {
  label: string;
  name: string;
  /** Needed only where one page holds two controls of the same name. */
  id?: string | undefined;
  type?:
    | 'text'
    | 'email'
    | 'password'
    | 'search'
    | 'tel'
    | 'url'
    | 'number'
    | 'date'
    | 'time'
    | 'datetime-local'
    | 'file'
    | undefined;
  value?: string | number | undefined;
  hint?: Children | undefined;
  error?: string | undefined;
  /** The browser's own token, e.g. `username`, `current-password`, `one-time-code`, `off`. */
  autocomplete?: string | undefined;
  inputmode?: 'text' | 'numeric' | 'decimal' | 'email' | 'tel' | 'search' | 'url' | 'none' | undefined;
  required?: boolean | undefined;
  autofocus?: boolean | undefined;
  maxlength?: number | undefined;
  minlength?: number | undefined;
  min?: string | number | undefined;
  max?: string | number | undefined;
  step?: string | number | undefined;
  pattern?: string | undefined;
  readonly?: boolean | undefined;
  /** File names or media types that a file field offers, e.g. `.csv,text/csv`. */
  accept?: string | undefined;
  /** How long an answer is expected: the box is as wide as the answer. */
  width?: 'short' | 'medium' | 'full' | undefined;
  /** Digits of one width, for numbers and codes that are compared by eye. */
  code?: boolean | undefined;
}

/** One line of input with its label, hint and error. A password is never printed back, whatever `value` holds. */
export function Field(props: FieldProps): Html {
  const id = props.id ?? fieldId(props.name);
  const type = props.type ?? 'text';
  const control = html`<input class=${names('input', `input-${props.width ?? 'full'}`, props.code && 'input-code')}
    id=${id} name=${props.name} type=${type}
    value=${type === 'password' || type === 'file' ? undefined : props.value}
    autocomplete=${props.autocomplete} inputmode=${props.inputmode} maxlength=${props.maxlength} minlength=${props.minlength}
    min=${props.min} max=${props.max} step=${props.step} pattern=${props.pattern} accept=${props.accept}
    required=${props.required === true} readonly=${props.readonly === true} autofocus=${props.autofocus === true}
    spellcheck=${props.code ? 'false' : undefined} autocapitalize=${props.code ? 'off' : undefined}
    aria-invalid=${props.error ? 'true' : undefined} aria-describedby=${describedBy({ ...props, id })} />`;
  return FieldFrame({ id, label: props.label, hint: props.hint, error: props.error, control });
}
