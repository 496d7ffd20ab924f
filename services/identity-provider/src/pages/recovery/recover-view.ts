import type { PageView } from '@onecampus/http';
import { Button, Form, html, LinkButton, type Locale, PageHeader } from '@onecampus/pages';
import { type CodePageState, codePage } from './code-page.ts';
import { newPasswordPage } from './new-password-form.ts';
import { recoveryWords } from './recovery-words.ts';
import { dead_code_status } from './try-code.ts';

export function recoveryCodeView(locale: Locale, state: CodePageState = {}): PageView {
  const say = recoveryWords(locale);
  return codePage({ action: '/recover', title: say.codeTitle, lead: say.codeLead, say }, state);
}

export function deadCodeView(locale: Locale): PageView {
  const say = recoveryWords(locale);
  return {
    title: say.codeDeadTitle,
    screen: 'card',
    status: dead_code_status,
    body: html`
      ${PageHeader({ title: say.codeDeadTitle, lead: say.codeDeadText })}
      ${LinkButton({ label: say.codeAgain, href: '/recover', full: true })}`,
  };
}

export function recoverView(locale: Locale, code: string, error?: string): PageView {
  const lead = recoveryWords(locale).recoverLead;
  return newPasswordPage({ action: '/recover/password', locale, hidden: { code }, error, lead });
}

export function recoveredView(locale: Locale): PageView {
  const say = recoveryWords(locale);
  return {
    title: say.recoveredTitle,
    screen: 'card',
    body: html`
      ${PageHeader({ title: say.recoveredTitle, lead: say.recoveredText })}
      ${LinkButton({ label: say.signIn, href: '/account', tone: 'primary', full: true })}`,
  };
}

/** What a link of a warning leads to; `undefined` where there is nothing to stop. */
export function stopView(locale: Locale, link: { id: string; token: string } | undefined): PageView {
  const say = recoveryWords(locale);
  if (!link)
    return {
      title: say.stopDeadTitle,
      screen: 'card',
      status: 410,
      body: PageHeader({ title: say.stopDeadTitle, lead: say.stopDeadText }),
    };
  return {
    title: say.stopTitle,
    screen: 'card',
    body: html`
      ${PageHeader({ title: say.stopTitle, lead: say.stopText })}
      ${Form({ action: '/recover/stop', hidden: link, children: Button({ label: say.stop, tone: 'danger', full: true }) })}`,
  };
}

export function stoppedView(locale: Locale): PageView {
  const say = recoveryWords(locale);
  return {
    title: say.stoppedTitle,
    screen: 'card',
    body: PageHeader({ title: say.stoppedTitle, lead: say.stoppedText }),
  };
}
