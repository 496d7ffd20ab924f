import { type CardNumber, type CardNumberFault, parseCardNumber, SCANNED_LENGTH_MAX } from '@onecampus/pass-codes';

/** What came into the scan field, before anybody is looked for. */
export type Scan =
  | { readonly kind: 'empty' }
  | { readonly kind: 'too_long' }
  /** Control characters that are no line end: two scans that ran into each other, or a scanner set up wrongly. */
  | { readonly kind: 'garbled' }
  | { readonly kind: 'eppn'; readonly text: string }
  /** A sound card number. It may happen to be some university's student number as well. */
  | { readonly kind: 'card'; readonly number: CardNumber; readonly text: string }
  /** A number of a university, or a card number that was read badly: `fault` says how. */
  | { readonly kind: 'number'; readonly text: string; readonly fault: CardNumberFault; readonly damagedCard: boolean };

/** `]C0`, `]F0` …: what scanners put first when they are set up to name the symbology (ISO/IEC 15424). */
const symbologyPrefix = /^\][A-Za-z][0-9A-Za-z]/;

/** A login with its domain may be as long as the scan field takes; everything else that is scanned is far shorter. */
const login_length_max = 256;

/**
 * Sorts a scan without guessing: nothing in it is changed but what scanners put around it. A text that has the shape of a
 * card number and a wrong check digit is a card read badly (`damagedCard`), even where a university numbers its students so.
 */
export function readScan(scanned: string): Scan {
  const text = scanned.trim().replace(symbologyPrefix, '').trim();
  if (text === '') return { kind: 'empty' };
  if (/\p{Cc}/u.test(text)) return { kind: 'garbled' };
  if (text.includes('@')) return text.length > login_length_max ? { kind: 'too_long' } : { kind: 'eppn', text };
  if (text.length > SCANNED_LENGTH_MAX) return { kind: 'too_long' };
  const card = parseCardNumber(text);
  if (card.ok) return { kind: 'card', number: card.number, text };
  return { kind: 'number', text, fault: card.code, damagedCard: card.code === 'bad_check_digit' };
}

/** Whether a number that nobody has is better explained as a badly read card than as an unknown student. */
export function looksLikeCard(scan: Scan): boolean {
  if (scan.kind !== 'number') return false;
  if (scan.damagedCard || scan.fault === 'look_alike_letters') return true;
  return /^2[0-9 -]{10,}$/.test(scan.text);
}
