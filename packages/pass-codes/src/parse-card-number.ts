import { CARD_NUMBER_FIRST_DIGIT, CARD_NUMBER_LENGTH, type CardNumber } from './card-number.ts';
import type { CardNumberFault } from './card-number-faults.ts';
import { hasValidLuhn } from './luhn.ts';

export type ParsedCardNumber = { ok: true; number: CardNumber } | { ok: false; code: CardNumberFault };

/** The longest input that is looked at, in UTF-16 units: a printed number with every ornament a scanner adds is below 40. */
export const SCANNED_LENGTH_MAX = 64;

/** `]C0`, `]F0` …: the symbology identifier that scanners put first when so configured (ISO/IEC 15424). */
const SYMBOLOGY_PREFIX = /^\][A-Za-z][0-9A-Za-z]/;

/** Codabar scanners may send the start and stop letters along with the data. */
const CODABAR_FRAME = /^[A-Da-d]([0-9]{14})[A-Da-d]$/;

/** What printers and word processors put between groups: spaces (also no-break, narrow, thin) and hyphens. */
const GROUPING = /(?<=[0-9])[ \u00a0\u202f\u2009\u2010\u2011-]+(?=[0-9])/g;

/** Latin, Cyrillic and Greek letters and signs that people type, or text recognition reads, in place of a digit. */
const LOOK_ALIKES = /^[0-9 \u00a0OoQDОоΟοIilLІіӀ|ЗзЭэZzSsЅѕBbВвбGgqчЧТт-]+$/;

/**
 * Reads what a person typed or a scanner sent as a card number. What surrounds the digits is taken off; the digits
 * themselves are never guessed, completed or converted, so a bad scan can not become somebody else's number.
 * Never throws. The order of the faults is the order of the checks below.
 */
export function parseCardNumber(scanned: string): ParsedCardNumber {
  if (scanned.length > SCANNED_LENGTH_MAX) return { ok: false, code: 'wrong_length' };
  const text = scanned.trim().replace(SYMBOLOGY_PREFIX, '').trim();
  if (text === '') return { ok: false, code: 'empty' };

  const digits = (CODABAR_FRAME.exec(text)?.[1] ?? text).replace(GROUPING, '');
  if (!/^[0-9]+$/.test(digits)) {
    const looksLikeANumber = /[0-9]/.test(text) && /[^0-9 \u00a0-]/.test(text) && LOOK_ALIKES.test(text);
    return { ok: false, code: looksLikeANumber ? 'look_alike_letters' : 'unexpected_characters' };
  }
  if (digits.length !== CARD_NUMBER_LENGTH) return { ok: false, code: 'wrong_length' };
  if (!digits.startsWith(CARD_NUMBER_FIRST_DIGIT)) return { ok: false, code: 'not_a_card_number' };
  if (!hasValidLuhn(digits)) return { ok: false, code: 'bad_check_digit' };
  return { ok: true, number: digits as CardNumber };
}
