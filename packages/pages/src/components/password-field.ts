import { type Children, type Html, html } from '../html.ts';
import { describedBy, FieldFrame, fieldId } from './field-frame.ts';

export interface PasswordFieldProps {
  label: string;
  name: string;
  /** `current-password` where somebody proves himself, `new-password` where he chooses one. */
  autocomplete: 'current-password' | 'new-password';
  hint?: Children | undefined;
  error?: string | undefined;
  autofocus?: boolean | undefined;
  /** The words of the button that shows what was typed, and of the hints under the field; shown where scripts run. */
  say: { show: string; hide: string; capsLock: string; cyrillic: string };
}

/** A password that one can look at while typing; it says when Caps Lock is on and when the keyboard types Cyrillic. */
export function PasswordField(props: PasswordFieldProps): Html {
  const id = fieldId(props.name);
  const { say } = props;
  const control = html`<div class="password" data-password data-show=${say.show} data-hide=${say.hide}>
      <input class="input input-full" id=${id} name=${props.name} type="password" autocomplete=${props.autocomplete}
        autofocus=${props.autofocus === true} spellcheck="false" autocapitalize="off"
        aria-invalid=${props.error ? 'true' : undefined} aria-describedby=${describedBy({ ...props, id })} />
      <button class="password-show" type="button" aria-controls=${id} aria-pressed="false" hidden>${say.show}</button>
    </div>
    <p class="field-hint password-note" role="status" data-caps-lock=${say.capsLock} data-cyrillic=${say.cyrillic}></p>`;
  return FieldFrame({ id, label: props.label, hint: props.hint, error: props.error, control });
}
