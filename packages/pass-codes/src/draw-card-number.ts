import { CARD_NUMBER_FIRST_DIGIT, CARD_NUMBER_LENGTH, type CardNumber } from './card-number.ts';
import { luhnCheckDigit } from './luhn.ts';

const RANDOM_DIGITS = CARD_NUMBER_LENGTH - 2;

/**
 * Draws a new card number. `randomDigits(n)` must return `n` uniformly random ASCII digits from a cryptographic
 * source; the number carries no university and no counter, so that it tells nothing and can not be enumerated.
 * A drawn number may be taken already (about 5 in a million draws with 5 million cards): insert, and draw again on a
 * unique violation. Throws RangeError when the source returns anything else than `n` digits.
 */
export function drawCardNumber(randomDigits: (n: number) => string): CardNumber {
  const drawn = randomDigits(RANDOM_DIGITS);
  if (!/^[0-9]{12}$/.test(drawn)) throw new RangeError('drawCardNumber: the random source must return 12 digits');
  const body = CARD_NUMBER_FIRST_DIGIT + drawn;
  return (body + luhnCheckDigit(body)) as CardNumber;
}
