import { type Children, type Html, html } from '../html.ts';
import { describedBy, FieldFrame, fieldId } from './field-frame.ts';

export interface TextAreaFieldProps {
  label: string;
  name: string;
  id?: string | undefined;
  value?: string | undefined;
  rows?: number | undefined;
  hint?: Children | undefined;
  error?: string | undefined;
  required?: boolean | undefined;
  maxlength?: number | undefined;
}

/** Several lines of input. */
export function TextAreaField(props: TextAreaFieldProps): Html {
  const id = props.id ?? fieldId(props.name);
  const control = html`<textarea class="input" id=${id} name=${props.name} rows=${props.rows ?? 4} maxlength=${props.maxlength}
    required=${props.required === true} aria-invalid=${props.error ? 'true' : undefined}
    aria-describedby=${describedBy({ ...props, id })}>${props.value ?? ''}</textarea>`;
  return FieldFrame({ id, label: props.label, hint: props.hint, error: props.error, control });
}
