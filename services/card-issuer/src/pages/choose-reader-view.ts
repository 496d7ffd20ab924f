import type { University } from '@onecampus/directory';
import type { PageView, StaffMember } from '@onecampus/http';
import { Card, ChoiceList, Form, html, type Locale, PageHeader } from '@onecampus/pages';
import type { ReaderChoice } from '../rules/pick-reader.ts';
import { frame } from './frame.ts';
import { deskWords } from './words/desk-words.ts';

/** Asks at which university a number was given. Names nobody: whose number it is not is none of the librarian's business. */
export function chooseReaderView({
  visitor,
  locale,
  universities,
  scanned,
  choices,
}: {
  visitor: StaffMember;
  locale: Locale;
  universities: readonly University[];
  scanned: string;
  choices: readonly ReaderChoice[];
}): PageView {
  const words = deskWords(locale);
  const options = choices.map(({ scheme, scope }) => ({
    title: scheme === 'card' ? words.card : nameOf(universities, scope, locale),
    detail: scheme === 'card' ? words.anyUniversity : words[scheme],
    name: 'chosen',
    value: `${scheme} ${scope}`,
  }));
  return {
    ...frame(visitor, locale, '/', universities),
    title: words.choose,
    body: html`
      ${PageHeader({
        title: words.choose,
        lead: choices.length === 1 ? words.chooseDoubtful : words.chooseLead,
        back: { href: '/', label: words.another },
      })}
      ${Card({
        children: Form({
          action: '/readers/find',
          hidden: { scanned },
          label: words.kinds,
          children: ChoiceList({ label: words.kinds, choices: options }),
        }),
      })}
    `,
  };
}

/** Reads a choice back; what is none of ours chooses nobody. */
export function readChoice(chosen: string | undefined): ReaderChoice | undefined {
  if (chosen === undefined) return undefined;
  const [scheme = '', scope = ''] = chosen.split(' ');
  return { scheme: scheme as ReaderChoice['scheme'], scope };
}

function nameOf(universities: readonly University[], scope: string, locale: Locale): string {
  const university = universities.find((one) => one.scopes.includes(scope));
  if (!university) return scope;
  return university.scopes.length === 1 ? university.name[locale] : `${university.name[locale]} (${scope})`;
}
