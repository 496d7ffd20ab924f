import { Card, formatDate, type Html, html, LinkButton, StatusBadge } from '@onecampus/pages';
import { consolePath } from '../console/console-frame.ts';
import { consoleWords } from '../console/console-words.ts';
import type { PersonPage } from './person-page.ts';
import { personWords } from './person-words.ts';

/** What is under way about the person, what can be undone, and the way to erasure. */
export function Matters({ seen, person, matters }: PersonPage): Html {
  const { locale, university } = seen;
  const say = personWords(locale);
  const root = consolePath(university);
  const date = (at: Date) => formatDate(locale, at, university.timeZone);
  const open = matters.erasures[0];
  const asker = (by: string) =>
    by === seen.by ? consoleWords(locale).you : (matters.names.get(by) ?? consoleWords(locale).unknownPerson);
  return Card({
    title: say.matters,
    children: html`
      ${matters.requestIds.map(
        (id) => html`<div class="matter"><p>${say.matchOpen}</p>
          ${LinkButton({ label: say.matchOpenLink, href: `${root}/matches/${id}` })}</div>`,
      )}
      ${matters.merges.map(
        (one) => html`<div class="matter"><p>${say.merged(date(one.at))}</p>
          ${LinkButton({ label: say.split, href: `${root}/people/${person.personId}/split/${one.id}` })}</div>`,
      )}
      ${
        open
          ? html`<div class="matter">${StatusBadge({ tone: 'warn', label: say.erasureOpen })}
              <p>${say.erasureAsked(asker(open.askedBy), date(open.askedAt))}</p>
              ${LinkButton({ label: say.erasureDecide, href: `${root}/erasures/${open.id}` })}</div>`
          : html`<div class="matter"><p class="soft">${say.eraseText}</p>
              ${LinkButton({ label: say.erase, href: `${root}/people/${person.personId}/erase` })}</div>`
      }`,
  });
}
