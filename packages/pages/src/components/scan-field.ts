import { type Children, type Html, html } from '../html.ts';
import { describedBy, FieldError, fieldId } from './field-frame.ts';
import { Icon } from './icon.ts';
import { names } from './names.ts';

export interface ScanFieldProps {
  label: string;
  name: string;
  id?: string | undefined;
  hint?: Children | undefined;
  error?: string | undefined;
  value?: string | undefined;
  maxlength?: number | undefined;
  inputmode?: 'text' | 'numeric' | 'none' | undefined;
  /** The words on the button beside the box; a scanner sends Enter by itself, a hand needs the button. */
  submit: string;
}

/**
 * The box that a barcode scanner types into: always focused, no memory of earlier entries, Enter sends.
 * Stands inside a `Form`; load `islands.scanField` on the page so that the focus comes back after a click elsewhere.
 */
export function ScanField(props: ScanFieldProps): Html {
  const id = props.id ?? fieldId(props.name);
  return html`<div class=${names('field', 'scan', props.error && 'field-wrong')}>
    <label for=${id}>${props.label}</label>
    ${props.hint ? html`<p class="field-hint" id=${`${id}-hint`}>${props.hint}</p>` : null}
    ${props.error ? FieldError({ id, error: props.error }) : null}
    <div class="scan-row">
      <span class="scan-box">${Icon({ name: 'scan' })}<input class="input input-code" type="text" id=${id} name=${props.name}
        value=${props.value} autofocus required data-scan-field maxlength=${props.maxlength ?? 64} inputmode=${props.inputmode}
        autocomplete="off" autocapitalize="off" spellcheck="false" enterkeyhint="go"
        aria-invalid=${props.error ? 'true' : undefined} aria-describedby=${describedBy({ ...props, id })} /></span>
      <button class="button button-primary" type="submit">${props.submit}</button>
    </div>
  </div>`;
}
