import type { PageView, StaffMember } from '@onecampus/http';
import {
  Alert,
  Button,
  Disclosure,
  EmptyState,
  Form,
  type Html,
  html,
  LibraryCard,
  type Locale,
  PageHeader,
  Stack,
} from '@onecampus/pages';
import type { CardView } from '../rules/card-view.ts';
import type { OwnCard } from '../use-cases/show-own-card.ts';
import { frame } from './frame.ts';
import { ownBlocksView } from './own-blocks-view.ts';
import { validityWords } from './validity.ts';
import { stateBadge } from './words/card-words.ts';
import { ownCardWords } from './words/own-card-words.ts';
import { pinWords } from './words/pin-words.ts';

export interface MyCardPage {
  readonly visitor: StaffMember;
  readonly locale: Locale;
  readonly own: OwnCard;
  readonly done?: 'suspended' | 'resumed' | undefined;
  readonly refused?: 'changed' | undefined;
  /** Whether readers have PINs at all. */
  readonly pins: boolean;
}

export function myCardView(view: MyCardPage): PageView {
  const { visitor, locale, own } = view;
  const words = ownCardWords(locale);
  return {
    ...frame(visitor, locale, '/my', [own.home]),
    title: words.title,
    body: html`
      ${PageHeader({ title: words.title, lead: words.lead })}
      ${view.done ? Alert({ tone: 'ok', title: words[view.done === 'resumed' ? 'resumed' : 'done'], text: words[view.done === 'resumed' ? 'resumedText' : 'doneText'] }) : null}
      ${view.refused ? Alert({ tone: 'warn', title: words.refused, text: words.refusedText }) : null}
      ${
        own.card
          ? ownCard(view, own.card)
          : EmptyState({ title: words.none, text: own.entitled ? words.noneText : words.noneNotEntitled })
      }
      ${ownBlocksView(locale, own)}
      ${view.pins ? html`<p><a href="/my/pin">${pinWords(locale).link}</a></p>` : null}
    `,
  };
}

function ownCard({ locale, own }: MyCardPage, card: CardView): Html {
  const words = ownCardWords(locale);
  return Stack({
    children: html`
      ${LibraryCard({
        number: card.number ?? '',
        holder: own.name,
        home: own.home.shortName[locale],
        state: stateBadge(locale, card),
        validity: validityWords(locale, card, own.home.timeZone),
      })}
      <p>${whatNow(card, words)}</p>
      ${
        own.mayResume
          ? Form({
              action: '/my/found',
              hidden: { card: card.id, version: String(card.version) },
              label: words.found,
              children: html`<p>${words.foundText}</p>
                <div class="actions">${Button({ label: words.found, busyLabel: words.reporting })}</div>`,
            })
          : null
      }
      ${
        card.state === 'active'
          ? Disclosure({
              summary: words.lostQuestion,
              children: Form({
                action: '/my/lost',
                hidden: { card: card.id, version: String(card.version) },
                label: words.report,
                children: html`<p>${words.lostText}</p>
                  <div class="actions">${Button({ label: words.report, tone: 'danger', busyLabel: words.reporting })}</div>`,
              }),
            })
          : null
      }
    `,
  });
}

function whatNow(card: CardView, words: ReturnType<typeof ownCardWords>): string {
  if (card.state === 'active') return card.expired ? words.expired : words.active;
  if (card.state === 'suspended') return words.suspended;
  return card.state === 'lost' ? words.lost : words.gone;
}
