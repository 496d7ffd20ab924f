import { fullName, type ListedPerson, type PeoplePage } from '@onecampus/directory';
import {
  Alert,
  Button,
  Card,
  Code,
  EmptyState,
  Field,
  Form,
  formatDay,
  type Html,
  html,
  LinkButton,
  PageHeader,
  Pagination,
  Stack,
  StatusBadge,
  Table,
} from '@onecampus/pages';
import { affiliationWord } from '../console/affiliation-words.ts';
import { consolePath } from '../console/console-frame.ts';
import { lastDay } from '../console/last-day.ts';
import type { Seen } from '../console/seen.ts';
import { cursorOf } from './people-cursor.ts';
import { peopleWords } from './people-words.ts';

interface Search {
  readonly seen: Seen;
  readonly text: string;
  /** Absent while nothing was asked. */
  readonly found: PeoplePage | undefined;
  /** Not the first page. */
  readonly further: boolean;
}

export function peopleView(search: Search) {
  const { seen, text } = search;
  const say = peopleWords(seen.locale);
  return {
    title: text === '' ? say.people : say.foundTitle(text),
    body: html`
      ${PageHeader({
        title: say.people,
        lead: say.lead,
        actions: LinkButton({ label: say.erasures, tone: 'quiet', href: `${consolePath(seen.university)}/erasures` }),
      })}
      ${Stack({ children: [SearchForm(search), Found(search)] })}`,
  };
}

function SearchForm({ seen, text, further }: Search): Html {
  const say = peopleWords(seen.locale);
  return Card({
    children: Form({
      action: `${consolePath(seen.university)}/people`,
      method: 'get',
      inline: true,
      label: say.search,
      children: html`
        ${Field({ label: say.query, name: 'q', type: 'search', value: text, hint: say.queryHint, autofocus: !further, autocomplete: 'off', maxlength: 200 })}
        ${Button({ label: say.search })}`,
    }),
  });
}

function Found({ seen, text, found, further }: Search): Html {
  const say = peopleWords(seen.locale);
  if (!found) return EmptyState({ title: say.nothingAsked, text: say.nothingAskedText });
  const { people, near, next } = found;
  if (people.length === 0) return EmptyState({ title: say.nobody(text), text: say.nobodyText });
  const path = `${consolePath(seen.university)}/people`;
  const query = (after?: string) => `${path}?${new URLSearchParams({ q: text, ...(after ? { after } : {}) })}`;
  return Stack({
    children: [
      near ? Alert({ tone: 'info', title: say.near, text: say.nearText }) : null,
      Card({
        flush: true,
        children: Table({
          caption: say.foundTitle(text),
          captionHidden: true,
          columns: [
            { key: 'name', label: say.name, heading: true },
            { key: 'born', label: say.born },
            { key: 'numbers', label: say.numbers },
            { key: 'now', label: say.now },
          ],
          rows: people.map((person) => ({
            name: html`<a href=${`${path}/${person.personId}`}>${fullName(person)}</a>`,
            born: person.birthDate ? formatDay(seen.locale, person.birthDate) : '—',
            numbers: person.records.map(
              ({ source, sourceKey }) =>
                html`<div>${Code({ value: sourceKey })}<div class="soft">${source}</div></div>`,
            ),
            now: Now(seen, person),
          })),
        }),
      }),
      next || further
        ? Pagination({
            label: say.pages,
            previous: further ? { href: query(), label: say.toFirst } : undefined,
            next: next ? { href: query(cursorOf(next)), label: say.next } : undefined,
          })
        : null,
    ],
  });
}

/** What is in effect, each with its last day; said in words where nothing is. */
function Now({ locale, university }: Seen, { affiliations }: ListedPerson) {
  const say = peopleWords(locale);
  if (affiliations.length === 0) return StatusBadge({ tone: 'neutral', label: say.nothingNow });
  return affiliations.map(({ affiliation, orgUnit, until }) => {
    const end = until === null ? say.openEnd : say.until(lastDay(locale, new Date(until), university.timeZone));
    return html`<div>${affiliationWord(locale, affiliation)}${orgUnit ? `, ${orgUnit}` : ''} <div class="soft">${end}</div></div>`;
  });
}
