import { Button, Disclosure, Form, type Html, html } from '@onecampus/pages';
import type { ReaderPage } from './reader-page.ts';
import { pinWords } from './words/pin-words.ts';

/** For a reader who forgot his PIN, or whom a machine has locked out. */
export function readerPinView({ locale, reader, pins }: ReaderPage): Html | null {
  if (!pins || reader.own) return null;
  const words = pinWords(locale);
  return Disclosure({
    summary: words.reset,
    children: Form({
      action: `/readers/${reader.personId}/pin`,
      label: words.reset,
      children: html`<p>${words.resetHint}</p>
        <div class="actions">${Button({ label: words.resetButton, tone: 'secondary', busyLabel: words.resetting })}</div>`,
    }),
  });
}
