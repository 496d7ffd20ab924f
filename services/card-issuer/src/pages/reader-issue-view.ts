import { Button, Card, Form, type Html, html, ScanField, SelectField } from '@onecampus/pages';
import type { ReaderPage } from './reader-view.ts';
import { readerWords } from './words/reader-words.ts';

/** Two ways to a card: one from the stock, or a number drawn by the system. */
export function readerIssueView(view: ReaderPage): Html {
  const { locale, reader } = view;
  const words = readerWords(locale);
  const action = `/readers/${reader.personId}/issue`;
  return Card({
    title: words.issueTitle,
    children: html`
      ${Form({
        action,
        label: words.issueScan,
        children: html`${issuedByField(view)}${ScanField({
          label: words.issueScan,
          hint: words.issueScanHint,
          name: 'number',
          submit: words.issueThis,
        })}`,
      })}
      ${Form({
        action,
        label: words.issueDrawn,
        hidden: { drawn: 'yes' },
        children: html`<p class="field-hint">${words.issueDrawnHint}</p>
          <div class="actions">${Button({ label: words.issueDrawn, tone: 'secondary', busyLabel: words.issuing })}</div>`,
      })}
    `,
  });
}

/** Asked only of who serves several universities. */
export function issuedByField({ visitor, locale, reader }: ReaderPage): Html | null {
  if (visitor.universityIds.length < 2) return null;
  return SelectField({
    label: readerWords(locale).issuedBy,
    name: 'issued_by',
    width: 'medium',
    value: visitor.universityIds[0],
    options: visitor.universityIds.map((id) => ({
      value: id,
      label: reader.universities.find((one) => one.id === id)?.shortName[locale] ?? id,
    })),
  });
}
