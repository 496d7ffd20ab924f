import type { University } from '@onecampus/directory';
import type { PageView } from '@onecampus/http';
import {
  Alert,
  Button,
  Disclosure,
  Field,
  Form,
  html,
  LinkButton,
  type Locale,
  PageHeader,
  SelectField,
} from '@onecampus/pages';
import { newPasswordPage } from './new-password-form.ts';
import { recoveryWords } from './recovery-words.ts';

export function forgottenView(view: {
  readonly locale: Locale;
  readonly universities: readonly University[];
  readonly university: string | undefined;
  readonly mailGoes: boolean;
  readonly missing?: boolean;
  readonly tooOften?: boolean;
}): PageView {
  const { locale } = view;
  const say = recoveryWords(locale);
  return {
    title: say.forgottenTitle,
    screen: 'card',
    status: view.tooOften ? 429 : view.missing ? 422 : 200,
    body: html`
      ${PageHeader({ title: say.forgottenTitle, lead: view.mailGoes ? say.forgottenLead : undefined })}
      ${view.tooOften ? Alert({ tone: 'warn', title: say.tooOften }) : null}
      ${
        view.mailGoes
          ? Form({
              action: '/forgotten',
              children: html`
                ${SelectField({
                  label: say.university,
                  name: 'university',
                  options: view.universities.map(({ slug, shortName, name }) => ({
                    value: slug,
                    label: `${shortName[locale]} — ${name[locale]}`,
                  })),
                  placeholder: say.universityPlaceholder,
                  value: view.university,
                })}
                ${Field({
                  label: say.login,
                  name: 'login',
                  hint: say.loginHint,
                  autocomplete: 'username',
                  maxlength: 256,
                  code: true,
                  autofocus: true,
                  error: view.missing ? say.enterLogin : undefined,
                })}
                ${Button({ label: say.send, full: true })}`,
            })
          : Alert({ tone: 'info', title: say.noMailTitle })
      }
      ${inPerson(locale, !view.mailGoes)}`,
  };
}

/** The same for everybody, be there such an account or not. */
export function letterSentView(locale: Locale): PageView {
  const say = recoveryWords(locale);
  return {
    title: say.sentTitle,
    screen: 'card',
    body: html`
      ${PageHeader({ title: say.sentTitle, lead: say.sentText })}
      ${inPerson(locale, false)}`,
  };
}

export function newPasswordView(locale: Locale, token: string, error?: string): PageView {
  const lead = recoveryWords(locale).newLead;
  return newPasswordPage({ action: '/new-password', locale, hidden: { token }, error, lead });
}

export function deadLinkView(locale: Locale): PageView {
  const say = recoveryWords(locale);
  return {
    title: say.deadTitle,
    screen: 'card',
    status: 410,
    body: html`
      ${PageHeader({ title: say.deadTitle, lead: say.deadText })}
      ${LinkButton({ label: say.ask, href: '/forgotten', full: true })}`,
  };
}

export function passwordSavedView(locale: Locale): PageView {
  const say = recoveryWords(locale);
  return {
    title: say.doneTitle,
    screen: 'card',
    body: html`
      ${PageHeader({ title: say.doneTitle, lead: say.doneText })}
      ${LinkButton({ label: say.signIn, href: '/account', tone: 'primary', full: true })}`,
  };
}

/** The way for whom no letter reaches. */
function inPerson(locale: Locale, open: boolean) {
  const say = recoveryWords(locale);
  return Disclosure({
    summary: say.inPersonTitle,
    open,
    children: html`<p>${say.inPerson}</p><p><a href="/recover">${say.inPersonCode}</a></p>`,
  });
}
