import { type Children, type Html, html } from '../html.ts';
import { Icon } from './icon.ts';
import { names } from './names.ts';

export interface PasskeyFormProps {
  /** Where the authenticator's answer is sent, as the form field `credential`. */
  action: string;
  /** Where the question for the authenticator comes from: answers a POST with WebAuthn's options as JSON. */
  question: string;
  /** `get` proves with a passkey that is there, `create` makes a new one. */
  does: 'get' | 'create';
  label: string;
  tone?: 'primary' | 'secondary' | undefined;
  /** Shown while the browser asks. */
  busyLabel: string;
  /** What to say where the browser or the person called it off. */
  failed: string;
  /** Offers the passkeys in the login field's own list as well; once a page. */
  autofill?: boolean | undefined;
  /** Ids of checkboxes of other forms that are to travel along under their names. */
  along?: readonly string[] | undefined;
  /** Further fields, above the button. */
  children?: Children | undefined;
}

/** A button that asks for a passkey. It is shown by its script (`islands.passkey`), for without one no browser can do that. */
export function PasskeyForm(props: PasskeyFormProps): Html {
  return html`<form class="form passkey" action=${props.action} method="post" data-passkey=${props.does} data-question=${props.question}
    data-autofill=${props.autofill ? '' : undefined} data-along=${props.along?.join(' ')} hidden>
    <input type="hidden" name="credential" value="" />
    ${props.children}
    <button class=${names('button', `button-${props.tone ?? 'primary'}`, 'button-full', 'passkey-button')} type="submit"
      data-busy-label=${props.busyLabel}>${Icon({ name: 'passkey' })}<span data-label>${props.label}</span></button>
    <p class="field-error" role="alert" data-failed hidden>${Icon({ name: 'error' })}<span>${props.failed}</span></p>
  </form>`;
}
