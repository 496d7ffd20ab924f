import { type Html, SelectField } from '@onecampus/pages';
import type { ReaderPage } from './reader-page.ts';
import { readerWords } from './words/reader-words.ts';

/** Asked only of who serves several universities. */
export function issuedByField({ visitor, locale, reader }: ReaderPage, form = 'issue'): Html | null {
  if (visitor.universityIds.length < 2) return null;
  return SelectField({
    label: readerWords(locale).issuedBy,
    name: 'issued_by',
    id: `${form}-issued-by`,
    width: 'medium',
    value: visitor.universityIds[0],
    options: visitor.universityIds.map((id) => ({
      value: id,
      label: reader.universities.find((one) => one.id === id)?.shortName[locale] ?? id,
    })),
  });
}
