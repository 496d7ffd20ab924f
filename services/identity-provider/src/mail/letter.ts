import type { Locale } from '@onecampus/pages';
import type { NoticeKind } from '../store/notices.ts';

/** What a letter is about, with everything that its words need. Links and codes in it are secrets. */
export type LetterContent =
  | {
      readonly kind: 'notice';
      readonly notice: NoticeKind;
      readonly details: Readonly<Record<string, string>>;
      readonly happenedAt: string;
    }
  | { readonly kind: 'confirm-address'; readonly link: string }
  | { readonly kind: 'new-password'; readonly link: string }
  | {
      readonly kind: 'invitation';
      readonly link: string;
      readonly university: Readonly<Record<Locale, string>>;
      readonly login: string | undefined;
      readonly expiresAt: string;
    }
  | {
      readonly kind: 'recovery-asked';
      readonly university: Readonly<Record<Locale, string>>;
      readonly abortLink: string;
      readonly hours: number;
    }
  | {
      readonly kind: 'recovery-approved';
      readonly university: Readonly<Record<Locale, string>>;
      readonly abortLink: string;
      readonly readyAt: string;
    }
  | { readonly kind: 'recovery-code'; readonly code: string; readonly link: string };

/** One letter to one address. */
export interface Letter {
  readonly to: string;
  readonly locale: Locale;
  readonly content: LetterContent;
}

/** A letter's words: whole sentences, one thing to press at most, and nothing that a mail program would have to fetch. */
export interface LetterText {
  readonly subject: string;
  readonly paragraphs: readonly string[];
  readonly action?: { readonly label: string; readonly href: string };
  /** To be typed by hand. */
  readonly code?: string;
  readonly closing: string;
}
