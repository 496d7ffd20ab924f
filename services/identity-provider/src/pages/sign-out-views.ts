import type { PageView } from '@onecampus/http';
import { Button, Form, html, LinkButton, type Locale, PageHeader } from '@onecampus/pages';
import { words } from './words.ts';

/** Asked where an application did not prove whom it speaks for: otherwise any link could sign anybody out. */
export function signOutView(view: { locale: Locale; action: string; xsrf: string }): PageView {
  const say = words(view.locale);
  return {
    title: say.signOutTitle,
    screen: 'card',
    body: html`
      ${PageHeader({ title: say.signOutTitle, lead: say.signOutText })}
      ${Form({ action: view.action, hidden: { xsrf: view.xsrf, logout: 'yes' }, children: Button({ label: say.signOutYes, full: true }) })}
      ${LinkButton({ label: say.signOutNo, href: '/', full: true })}
    `,
  };
}
