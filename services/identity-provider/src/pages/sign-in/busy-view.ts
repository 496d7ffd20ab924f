import type { PageView } from '@onecampus/http';
import { Alert, Button, Form, html, type Locale, PageHeader } from '@onecampus/pages';
import { words } from '../words.ts';
import { factorWords } from './factor-words.ts';

/**
 * More people sign in than can be checked at once. Nothing was looked at, so the page knows nothing of the application; one
 * press leads back to the form, with what was typed but the password.
 */
export function busyView(view: {
  readonly action: string;
  readonly locale: Locale;
  readonly university: string | undefined;
  readonly login: string | undefined;
  readonly shared: boolean;
}): PageView {
  const say = words(view.locale);
  const factor = factorWords(view.locale);
  const { university, login } = view;
  return {
    title: factor.busyTitle,
    screen: 'card',
    status: 503,
    body: html`
      ${PageHeader({ title: say.signIn })}
      ${Alert({ tone: 'warn', title: factor.busyTitle, text: factor.busyBack })}
      ${Form({
        action: view.action,
        hidden: { again: 'yes', university, login, shared: view.shared ? 'yes' : undefined },
        children: Button({ label: factor.busyAgain, full: true }),
      })}`,
  };
}
