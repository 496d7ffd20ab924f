import type { University } from '@onecampus/directory';
import type { PageView } from '@onecampus/http';
import {
  Alert,
  Button,
  CheckboxField,
  Disclosure,
  Field,
  Form,
  html,
  type Locale,
  PageHeader,
  SelectField,
} from '@onecampus/pages';
import { words } from './words.ts';

export type SignInView = {
  readonly action: string;
  readonly locale: Locale;
  readonly application: string;
  readonly universities: readonly University[];
  readonly university: string | undefined;
  readonly login: string | undefined;
  readonly shared: boolean;
  readonly refused: boolean;
  /** Minutes until the next attempt makes sense, where there were too many. */
  readonly waitMinutes?: number;
  /** Fields left empty. */
  readonly missing: readonly ('university' | 'login' | 'password')[];
};

/** One page from the university to the password; it works without scripts and says no more after a failure than before. */
export function signInView(view: SignInView): PageView {
  const say = words(view.locale);
  const lacks = (field: SignInView['missing'][number], text: string) =>
    view.missing.includes(field) ? text : undefined;
  const knowsUniversity = view.university !== undefined;
  return {
    title: say.signIn,
    screen: 'card',
    status: view.waitMinutes !== undefined ? 429 : view.refused || view.missing.length > 0 ? 422 : 200,
    body: html`
      ${PageHeader({ title: say.signIn, lead: say.signInTo(view.application) })}
      ${view.waitMinutes !== undefined ? Alert({ tone: 'warn', title: say.tooManyTitle, text: say.tooManyText(view.waitMinutes) }) : null}
      ${view.refused ? Alert({ tone: 'error', title: say.refusedTitle, text: say.refusedText }) : null}
      ${Form({
        action: view.action,
        children: html`
          ${SelectField({
            label: say.university,
            name: 'university',
            // The short name first: the whole ones begin alike, and a phone shows but their beginning.
            options: view.universities.map(({ slug, shortName, name }) => ({
              value: slug,
              label: `${shortName[view.locale]} — ${name[view.locale]}`,
            })),
            placeholder: say.universityPlaceholder,
            value: view.university,
            autofocus: !knowsUniversity,
            error: lacks('university', say.chooseUniversity),
          })}
          ${Field({
            label: say.login,
            name: 'login',
            hint: say.loginHint,
            value: view.login,
            autocomplete: 'username',
            maxlength: 256,
            autofocus: knowsUniversity && !view.login,
            code: true,
            error: lacks('login', say.enterLogin),
          })}
          ${Field({
            label: say.password,
            name: 'password',
            type: 'password',
            autocomplete: 'current-password',
            autofocus: knowsUniversity && Boolean(view.login),
            error: lacks('password', say.enterPassword),
          })}
          ${CheckboxField({ label: say.sharedComputer, name: 'shared', hint: say.sharedComputerHint, checked: view.shared })}
          ${Button({ label: say.submit, busyLabel: say.submitting, full: true })}
        `,
      })}
      ${Disclosure({ summary: say.forgotten, children: html`<p>${say.forgottenText}</p>` })}
      ${Form({ action: `${view.action}/cancel`, children: Button({ label: say.cancel, tone: 'quiet', full: true }) })}
    `,
  };
}
