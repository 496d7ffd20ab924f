import type { Locale } from '@onecampus/pages';
import type { ReaderAtDesk } from '../use-cases/show-reader.ts';
import type { Librarian } from './librarian.ts';
import type { DoneCode } from './words/done-words.ts';
import type { RefusalCode } from './words/refusal-words.ts';

/** What every part of the reader's page is drawn from. */
export interface ReaderPage {
  readonly visitor: Librarian;
  readonly locale: Locale;
  readonly reader: ReaderAtDesk;
  readonly done?: DoneCode | undefined;
  readonly refused?: RefusalCode | undefined;
  /** Whether readers have PINs at all. */
  readonly pins?: boolean;
}
