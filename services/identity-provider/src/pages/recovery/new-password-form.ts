import { isDomainError } from '@onecampus/errors';
import type { PageView } from '@onecampus/http';
import { Button, Form, html, islands, type Locale, PageHeader, PasswordField } from '@onecampus/pages';
import type { PasswordFault } from '../../rules/password-verdict.ts';
import { passwordFaultWords } from '../password-fault-words.ts';
import { recoveryWords } from './recovery-words.ts';

interface NewPasswordForm {
  readonly action: string;
  readonly locale: Locale;
  readonly hidden: Readonly<Record<string, string>>;
  readonly error: string | undefined;
}

/** The one field in which somebody chooses a password; the same wherever he came from. */
export function newPasswordForm(form: NewPasswordForm) {
  const say = recoveryWords(form.locale);
  return Form({
    action: form.action,
    hidden: form.hidden,
    children: html`
      ${PasswordField({
        label: say.password,
        name: 'password',
        autocomplete: 'new-password',
        hint: say.passwordHint,
        error: form.error,
        autofocus: true,
        say: { show: say.show, hide: say.hide, capsLock: say.capsLock, cyrillic: say.cyrillic },
      })}
      ${Button({ label: say.save, busyLabel: say.saving, full: true })}`,
  });
}

/** What such a page needs besides its markup. */
export const newPasswordScripts: readonly string[] = [islands.passwordField];

/** The page that is nothing but that field. */
export function newPasswordPage({ lead, ...form }: NewPasswordForm & { readonly lead: string }): PageView {
  const title = recoveryWords(form.locale).newTitle;
  return {
    title,
    screen: 'card',
    status: form.error === undefined ? 200 : 422,
    scripts: newPasswordScripts,
    body: html`${PageHeader({ title, lead })} ${newPasswordForm(form)}`,
  };
}

/** What is wrong with the password that somebody chose, in his words; other errors are none of his doing. */
export function passwordError(locale: Locale, error: unknown): string {
  const say = recoveryWords(locale);
  if (isDomainError(error) && error.code === 'password.queue_full') return say.busy;
  if (!isDomainError(error) || error.code !== 'password.unfit') throw error;
  const fault = (error.details as { fault?: PasswordFault } | undefined)?.fault;
  return fault === undefined ? say.deadTitle : passwordFaultWords(locale)[fault];
}
