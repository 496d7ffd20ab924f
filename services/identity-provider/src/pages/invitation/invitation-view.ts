import type { PageView } from '@onecampus/http';
import { Actions, Code, DescriptionList, html, LinkButton, type Locale, PageHeader } from '@onecampus/pages';
import { type CodePageState, codePage } from '../recovery/code-page.ts';
import { newPasswordForm, newPasswordScripts } from '../recovery/new-password-form.ts';
import { dead_code_status } from '../recovery/try-code.ts';
import { invitationWords } from './invitation-words.ts';

export function codeView(locale: Locale, state: CodePageState = {}): PageView {
  const say = invitationWords(locale);
  return codePage({ action: '/invitation', title: say.title, lead: say.lead, say }, state);
}

/** The same for a mistyped code and for one that was used: who tries codes learns nothing from it. */
export function deadInvitationView(locale: Locale): PageView {
  const say = invitationWords(locale);
  return {
    title: say.deadTitle,
    screen: 'card',
    status: dead_code_status,
    body: html`
      ${PageHeader({ title: say.deadTitle, lead: say.deadText })}
      ${Actions({
        children: [
          LinkButton({ label: say.again, href: '/invitation', full: true }),
          LinkButton({ label: say.signIn, href: '/account', full: true }),
        ],
      })}`,
  };
}

export function welcomeView(view: {
  readonly locale: Locale;
  readonly brought: string;
  readonly name: string;
  readonly login: string | null;
  readonly university: string;
  readonly error?: string | undefined;
}): PageView {
  const say = invitationWords(view.locale);
  return {
    title: say.title,
    screen: 'card',
    status: view.error === undefined ? 200 : 422,
    scripts: newPasswordScripts,
    body: html`
      ${PageHeader({ title: say.welcome(view.name), lead: say.welcomeLead(view.university) })}
      ${view.login === null ? null : DescriptionList({ items: [{ term: say.login, description: Code({ value: view.login }) }] })}
      ${newPasswordForm({ action: '/invitation/password', locale: view.locale, hidden: { brought: view.brought }, error: view.error })}
      <p>${say.notYou}</p>`,
  };
}

export function activatedView(locale: Locale, login: string | null): PageView {
  const say = invitationWords(locale);
  const query = new URLSearchParams({ to: '/account', ...(login === null ? {} : { login }) });
  return {
    title: say.doneTitle,
    screen: 'card',
    body: html`
      ${PageHeader({ title: say.doneTitle, lead: say.doneText })}
      ${login === null ? null : DescriptionList({ items: [{ term: say.login, description: Code({ value: login }) }] })}
      ${LinkButton({ label: say.signIn, href: `/account/sign-in?${query}`, tone: 'primary', full: true })}`,
  };
}
