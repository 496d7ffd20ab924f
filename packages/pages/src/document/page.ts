import type { Html } from '../html.ts';
import type { Locale } from '../language/locale.ts';

export interface Page {
  /** What the page is about; the service's name follows it in the browser's tab. */
  title: string;
  locale: Locale;
  /** Present path and query, for the language switch. */
  path: string;
  service: { name: string; home: string };
  signedInAs?:
    | { name: string; detail?: string | undefined; signOut: { action: string; csrf?: string | undefined } }
    | undefined;
  nav?: readonly { href: string; label: string; current?: boolean | undefined }[] | undefined;
  /** For broad tables: the content takes the width of the window. */
  wide?: boolean | undefined;
  /** `page` by default; `card` is one narrow sheet in the middle (sign-in); `kiosk` is a gate's full screen. */
  screen?: 'page' | 'card' | 'kiosk' | undefined;
  /** Paths of JavaScript modules under /assets/, added to those that every page has. */
  scripts?: readonly string[] | undefined;
  body: Html;
  /** Colours the whole kiosk screen and lets the sound island speak. */
  stateTone?: 'ok' | 'refused' | 'warn' | undefined;
}
