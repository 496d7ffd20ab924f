import { fullName, type ListedPerson, type University } from '@onecampus/directory';
import type { PageView, StaffMember } from '@onecampus/http';
import { Alert, html, type Locale, PageHeader, Table } from '@onecampus/pages';
import { frame } from './frame.ts';
import { affiliationName } from './words/affiliation-words.ts';
import { deskWords } from './words/desk-words.ts';

/** People of the librarian's own universities with a name that was typed. Which of them it is, the document says. */
export function peopleNamedView({
  visitor,
  locale,
  universities,
  scanned,
  found,
}: {
  visitor: StaffMember;
  locale: Locale;
  universities: readonly University[];
  scanned: string;
  found: { readonly people: readonly ListedPerson[]; readonly near: boolean };
}): PageView {
  const words = deskWords(locale);
  return {
    ...frame(visitor, locale, '/', universities),
    title: words.named,
    body: html`
      ${PageHeader({ title: words.named, lead: words.namedLead, back: { href: '/', label: words.another } })}
      ${found.near ? Alert({ tone: 'info', title: words.near(scanned), text: words.nearText }) : null}
      ${Table({
        caption: words.named,
        captionHidden: true,
        columns: [
          { key: 'name', label: words.name, heading: true },
          { key: 'born', label: words.born, nowrap: true },
          { key: 'belongs', label: words.belongs },
        ],
        rows: found.people.map((person) => ({
          name: html`<a href=${`/readers/${person.personId}`}>${fullName(person)}</a>`,
          born: person.birthDate?.slice(0, 4) ?? '—',
          belongs:
            person.affiliations
              .map((one) => [affiliationName(locale, one.affiliation), one.orgUnit].filter(Boolean).join(', '))
              .join('; ') || words.nowhere,
        })),
      })}
    `,
  };
}
