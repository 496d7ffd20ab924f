import { Button, Card, Disclosure, Field, Form, type Html, html, SelectField } from '@onecampus/pages';
import { issuedByField } from './issued-by-field.ts';
import type { ReaderPage } from './reader-page.ts';
import { readerWords } from './words/reader-words.ts';

/** How long a passing card may last, in days. */
const lengths = { temporary: [1, 3, 7, 14, 31], visitor: [1, 7, 30, 90, 180, 365] } as const;

/** A card until the real one is there: folded away, for most readers take the real one at once. */
export function temporaryCardView(view: ReaderPage): Html {
  const words = readerWords(view.locale);
  return Disclosure({ summary: words.temporaryTitle, children: passingForm(view, 'temporary') });
}

/** For who belongs to no university now. */
export function visitorCardView(view: ReaderPage): Html {
  const words = readerWords(view.locale);
  return Card({ title: words.visitorTitle, children: passingForm(view, 'visitor') });
}

function passingForm(view: ReaderPage, kind: keyof typeof lengths): Html {
  const { locale, reader } = view;
  const words = readerWords(locale);
  return Form({
    action: `/readers/${reader.personId}/issue`,
    hidden: { kind },
    label: words[`${kind}Title`],
    children: html`
      <p>${words[`${kind}Hint`]}</p>
      ${issuedByField(view, kind)}
      ${SelectField({
        label: words.days,
        name: 'days',
        width: 'short',
        value: '1',
        options: lengths[kind].map((days) => ({ value: String(days), label: words.forDays(days) })),
      })}
      ${Field({ label: words.replaceNumber, hint: words.replaceNumberHint, name: 'number', id: `${kind}-number`, code: true, width: 'medium', maxlength: 64, autocomplete: 'off' })}
      <div class="actions">${Button({ label: words[`${kind}Button`], tone: 'secondary', busyLabel: words.issuing })}</div>`,
  });
}
