import type { Revocation, RevocationDecision, University } from '@onecampus/directory';
import type { PageView } from '@onecampus/http';
import {
  Actions,
  Alert,
  Button,
  CardNumber,
  EmptyState,
  Form,
  formatDateTime,
  type Html,
  html,
  type Locale,
  PageHeader,
  Table,
} from '@onecampus/pages';
import { frame } from './frame.ts';
import type { Librarian } from './librarian.ts';
import { zoneOf } from './validity.ts';
import { revocationWords } from './words/revocation-words.ts';

export interface RevocationsPage {
  readonly visitor: Librarian;
  readonly locale: Locale;
  readonly wishes: readonly Revocation[];
  readonly universities: readonly University[];
  readonly done?: RevocationDecision | undefined;
  readonly refused?: 'gone' | 'refused' | undefined;
}

export function revocationsView(view: RevocationsPage): PageView {
  const { visitor, locale, wishes, universities, done, refused } = view;
  const words = revocationWords(locale);
  return {
    ...frame(visitor, locale, '/revocations', universities),
    title: words.title,
    body: html`
      ${PageHeader({ title: words.title, lead: words.lead })}
      ${done ? Alert({ tone: 'ok', title: words[done], text: words[`${done}Text`] }) : null}
      ${refused ? Alert({ tone: 'warn', title: words[refused], text: words[`${refused}Text`] }) : null}
      ${wishes.length === 0 ? EmptyState({ title: words.empty, text: words.emptyText }) : waiting(view)}
    `,
  };
}

function waiting(view: RevocationsPage): Html {
  const { locale, wishes, universities } = view;
  const words = revocationWords(locale);
  return Table({
    caption: words.title,
    captionHidden: true,
    columns: [
      { key: 'asked', label: words.asked, nowrap: true, heading: true },
      { key: 'university', label: words.university },
      { key: 'card', label: words.card, nowrap: true },
      { key: 'reason', label: words.reason },
      { key: 'what', label: words.what },
    ],
    rows: wishes.map((wish) => ({
      asked: formatDateTime(locale, wish.askedAt, zoneOf(universities, wish.universityId)),
      university: universities.find((one) => one.id === wish.universityId)?.shortName[locale] ?? '',
      card: html`${wish.number === null ? '—' : CardNumber({ number: wish.number })}<br /><a href=${`/readers/${wish.personId}`}>${words.open}</a>`,
      reason: wish.reason,
      what: decision(view, wish),
    })),
  });
}

function decision({ visitor, locale }: RevocationsPage, wish: Revocation): Html {
  const words = revocationWords(locale);
  const press = (verb: string, label: string, tone: 'danger' | 'secondary') =>
    Form({ action: `/revocations/${wish.id}/${verb}`, label, children: Button({ label, tone }) });
  if (wish.askedBy === `person:${visitor.personId}`) {
    return html`<p>${words.own}</p>${press('withdraw', words.withdraw, 'secondary')}`;
  }
  return Actions({
    children: html`${press('agree', words.agree, 'danger')}${press('decline', words.decline, 'secondary')}`,
  });
}
