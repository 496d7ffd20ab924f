import { Button, Card, Form, type Html, html, ScanField } from '@onecampus/pages';
import { issuedByField } from './issued-by-field.ts';
import type { ReaderPage } from './reader-page.ts';
import { temporaryCardView } from './reader-passing-view.ts';
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
      ${temporaryCardView(view)}
    `,
  });
}
