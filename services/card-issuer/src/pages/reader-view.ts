import type { PageView } from '@onecampus/http';
import { Alert, Button, CardNumber, Columns, Form, type Html, html, islands, PageHeader } from '@onecampus/pages';
import type { CardView } from '../rules/card-view.ts';
import { presentCard } from '../rules/present-card.ts';
import { deskHelp } from './desk-help.ts';
import { frame } from './frame.ts';
import { readerBlocksView } from './reader-blocks-view.ts';
import { readerCardView } from './reader-card-view.ts';
import { readerFactsView } from './reader-facts-view.ts';
import { readerHistoryView } from './reader-history-view.ts';
import { readerIssueView } from './reader-issue-view.ts';
import { readerNextView } from './reader-next-view.ts';
import type { ReaderPage } from './reader-page.ts';
import { visitorCardView } from './reader-passing-view.ts';
import { readerPinView } from './reader-pin-view.ts';
import { type DoneCode, doneWords } from './words/done-words.ts';
import { readerWords } from './words/reader-words.ts';
import { refusalWords } from './words/refusal-words.ts';

/**
 * First who it is, then what can be done. One scan field a page: for the new card where one is to be issued, else for the
 * next reader.
 */
export function readerView(view: ReaderPage): PageView {
  const { visitor, locale, reader } = view;
  const words = readerWords(locale);
  const card = presentCard(reader.cards);
  const issuing = !card && !reader.own && reader.affiliations.length > 0;
  return {
    ...frame(visitor, locale, undefined, reader.universities),
    title: reader.name,
    scripts: [islands.deskKeys, islands.scanField],
    stateTone: view.refused ? 'refused' : view.done ? 'ok' : undefined,
    body: html`
      ${PageHeader({ title: reader.name, back: { href: '/', label: words.back } })}
      ${news(view, card)}
      ${
        issuing
          ? html`${readerFactsView(view)}${readerIssueView(view)}`
          : Columns({
              main: html`${readerFactsView(view)}${card ? readerCardView(view, card) : reader.own ? null : visitorCardView(view)}`,
              side: readerNextView(locale),
            })
      }
      ${readerBlocksView(view)}
      ${readerPinView(view)}
      ${readerHistoryView(view)}
      ${deskHelp(locale)}
    `,
  };
}

function news({ locale, reader, done, refused }: ReaderPage, card: CardView | undefined): Html {
  const words = readerWords(locale);
  return html`
    ${refused ? Alert({ tone: 'error', ...refusalWords(locale, refused) }) : null}
    ${done ? Alert({ tone: 'ok', ...doneWords(locale, done), children: html`${handedOut(done, card)}${undo(reader, done, card, words)}` }) : null}
    ${reader.own ? Alert({ tone: 'info', title: words.own, text: words.ownText }) : null}
    ${reader.affiliations.length === 0 && !refused ? Alert({ tone: 'warn', title: words.left, text: words.leftText }) : null}
  `;
}

/** The number once more and large, to be compared with the plastic in the hand. */
function handedOut(done: DoneCode, card: CardView | undefined): Html | null {
  if (!card?.number || (done !== 'issued' && done !== 'replaced')) return null;
  return html`<p class="stat-value">${CardNumber({ number: card.number })}</p>`;
}

/** For ten seconds, by the style sheet; the server counts them as well. */
function undo(
  reader: ReaderPage['reader'],
  done: DoneCode,
  card: CardView | undefined,
  words: ReturnType<typeof readerWords>,
): Html | null {
  const undoable =
    (done === 'suspended' && card?.state === 'suspended') || (done === 'issued' && card?.state === 'active');
  if (!card || !undoable) return null;
  return html`<div class="passing">${Form({
    action: `/readers/${reader.personId}/cards/${card.id}/undo`,
    hidden: { version: String(card.version) },
    label: words.undo,
    children: html`<div class="actions">${Button({ label: words.undo, tone: 'secondary' })}</div><p class="field-hint">${words.undoHint}</p>`,
  })}</div>`;
}
