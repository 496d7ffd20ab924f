import { fieldId, type Html, html, type Locale, PasskeyForm } from '@onecampus/pages';
import { factorWords } from './factor-words.ts';

/**
 * The way in by a passkey, above whatever else the page asks. A passkey says who somebody is, so it stands before the
 * question for the university as well.
 *
 * @param view.shared "this is a public computer" was said on an earlier page; where this page asks, its box is read.
 */
export function passkeyFirst(view: {
  readonly action: string;
  readonly locale: Locale;
  readonly shared: boolean;
  readonly either: string;
  /** The page has a login field, in whose list the passkeys are to appear. */
  readonly autofill: boolean;
}): Html {
  const say = factorWords(view.locale);
  return html`${PasskeyForm({
    action: `${view.action}/passkey`,
    question: `${view.action}/passkey/question`,
    does: 'get',
    label: say.withPasskey,
    busyLabel: say.passkeyBusy,
    failed: say.passkeyFailed,
    tone: 'secondary',
    autofill: view.autofill,
    along: [fieldId('shared')],
    children: view.shared && !view.autofill ? html`<input type="hidden" name="shared" value="yes" />` : null,
  })}<p class="either">${view.either}</p>`;
}
