import { Actions, Button, Card, Disclosure, Field, Form, type Html, html, LibraryCard } from '@onecampus/pages';
import type { CardView } from '../rules/card-view.ts';
import { issuedByField } from './issued-by-field.ts';
import type { ReaderPage } from './reader-page.ts';
import { validityWords, zoneOf } from './validity.ts';
import { stateBadge } from './words/card-words.ts';
import { readerWords } from './words/reader-words.ts';
import { revocationWords } from './words/revocation-words.ts';

/** The reader's present card and what may be done with it in the state it is in. */
export function readerCardView(view: ReaderPage, card: CardView): Html {
  const { locale, reader } = view;
  const words = readerWords(locale);
  const home = reader.universities.find((one) => one.id === reader.homeUniversityId);
  return Card({
    title: words.card,
    children: html`
      ${LibraryCard({
        number: card.number ?? '',
        holder: reader.name,
        home: home?.shortName[locale] ?? '',
        state: stateBadge(locale, card),
        validity: validityWords(locale, card, zoneOf(reader.universities, card.issuedByUniversityId)),
      })}
      ${reader.own ? null : actions(view, card)}
    `,
  });
}

function actions(view: ReaderPage, card: CardView): Html {
  const { locale, reader } = view;
  const words = readerWords(locale);
  const at = `/readers/${reader.personId}/cards/${card.id}`;
  const seen = { version: String(card.version) };
  const live = card.state === 'active' || card.state === 'suspended';
  const press = (verb: string, label: string, tone: 'primary' | 'secondary' | 'danger') =>
    Form({ action: `${at}/${verb}`, hidden: seen, label, children: Button({ label, tone }) });
  return html`
    ${Actions({
      children: html`
        ${card.state === 'active' ? press('suspend', words.lost, 'danger') : null}
        ${card.state === 'suspended' || card.state === 'lost' ? press('reactivate', words.found, 'primary') : null}
        ${card.state === 'suspended' || card.state === 'lost' ? press('mistaken', words.mistaken, 'secondary') : null}
      `,
    })}
    ${
      reader.affiliations.length > 0 || card.kind === 'visitor'
        ? Disclosure({
            summary: words.replaceTitle,
            open: !live,
            children: Form({
              action: `${at}/replace`,
              hidden: seen,
              label: words.replaceTitle,
              children: html`
                <p>${words.replaceHint}</p>
                ${issuedByField(view)}
                ${Field({ label: words.replaceNumber, hint: words.replaceNumberHint, name: 'number', code: true, width: 'medium', maxlength: 64, autocomplete: 'off' })}
                <div class="actions">${Button({ label: words.replace, tone: live ? 'secondary' : 'primary', busyLabel: words.replacing })}</div>
              `,
            }),
          })
        : null
    }
    ${live ? oldBarcode(view, card) : null}
    ${askRevocation(view, card)}
    ${
      live
        ? Disclosure({
            summary: words.more,
            children: html`<p>${words.moreHint}</p>
              ${Actions({ children: html`${press('stolen', words.stolen, 'danger')}${press('damaged', words.damaged, 'danger')}` })}`,
          })
        : null
    }
  `;
}

/** For good, and only with a second librarian; so it is folded away and asks why. */
function askRevocation({ locale, reader }: ReaderPage, card: CardView): Html {
  const words = revocationWords(locale);
  if (reader.revocationAsked)
    return html`<p class="field-hint">${words.waiting} <a href="/revocations">${words.title}</a></p>`;
  return Disclosure({
    summary: words.ask,
    children: Form({
      action: `/readers/${reader.personId}/cards/${card.id}/revoke`,
      hidden: { version: String(card.version) },
      label: words.ask,
      children: html`<p>${words.askHint}</p>
        ${Field({ label: words.why, hint: words.whyHint, name: 'reason', id: 'revoke-reason', maxlength: 300, required: true })}
        <div class="actions">${Button({ label: words.askButton, tone: 'danger' })}</div>`,
    }),
  });
}

/** So that the ticket in the reader's pocket goes on working at this library. */
function oldBarcode(view: ReaderPage, card: CardView): Html {
  const words = readerWords(view.locale);
  return Disclosure({
    summary: words.oldTitle,
    children: Form({
      action: `/readers/${view.reader.personId}/cards/${card.id}/old-barcode`,
      hidden: { version: String(card.version) },
      label: words.oldTitle,
      children: html`${issuedByField(view, 'old')}
        ${Field({ label: words.oldValue, hint: words.oldHint, name: 'value', id: 'old-barcode', code: true, width: 'medium', maxlength: 32, autocomplete: 'off', required: true })}
        <div class="actions">${Button({ label: words.oldButton, tone: 'secondary' })}</div>`,
    }),
  });
}
