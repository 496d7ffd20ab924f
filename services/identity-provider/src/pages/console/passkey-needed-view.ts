import { Actions, Card, html, LinkButton, type Locale, PageHeader } from '@onecampus/pages';
import { consoleWords } from './console-words.ts';

/** An administrator who came with a password: why that is not enough, and the two ways on. */
export function passkeyNeededView(locale: Locale) {
  const say = consoleWords(locale);
  return {
    title: say.passkeyTitle,
    status: 403,
    body: html`
      ${PageHeader({ title: say.passkeyTitle })}
      ${Card({
        children: html`<p>${say.passkeyText}</p>`,
        actions: Actions({
          children: [
            LinkButton({ label: say.passkeyUse, href: '/account/sign-in?again=yes&to=/console' }),
            LinkButton({ label: say.passkeyAdd, href: '/account/security' }),
          ],
        }),
      })}`,
  };
}
