import { Card, html, LinkButton, PageHeader } from '@onecampus/pages';
import { consolePath } from './console-frame.ts';
import { consoleWords } from './console-words.ts';
import type { ConsoleRole } from './place.ts';
import type { Seen } from './seen.ts';

/** Somebody of this university, but with the other role: what this page needs, and who gives it. */
export function roleMissingView({ locale, university, roles }: Seen, role: ConsoleRole) {
  const say = consoleWords(locale);
  const own = roles.map((one) => say[one]).join(', ');
  return {
    title: say.roleMissing,
    status: 403,
    body: html`
      ${PageHeader({ title: say.roleMissing, lead: say.roleNeeded(say[role], university.shortName[locale]) })}
      ${Card({
        children: html`<p>${say.roleOwn(own)}</p><p>${say.roleWhoGives}</p>`,
        actions: LinkButton({ label: say.toOverview, href: consolePath(university) }),
      })}`,
  };
}
