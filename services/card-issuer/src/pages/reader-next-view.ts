import { Card, Form, type Html, type Locale, ScanField } from '@onecampus/pages';
import { deskWords } from './words/desk-words.ts';
import { readerWords } from './words/reader-words.ts';

/** The queue goes on from here: no way back to the desk in between. */
export function readerNextView(locale: Locale): Html {
  const words = readerWords(locale);
  return Card({
    children: Form({
      action: '/readers/find',
      label: words.next,
      children: ScanField({
        label: words.next,
        hint: words.nextHint,
        name: 'scanned',
        maxlength: 256,
        submit: deskWords(locale).find,
      }),
    }),
  });
}
