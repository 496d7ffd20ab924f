import { type Html, html } from '../html.ts';

/**
 * Groups a card number as it is printed on the card: `2 1234 5678 9012 8` (prefix, three fours, check digit).
 * Anything that is not fourteen digits is returned as it came, so that a wrong number is shown as it was read.
 */
export function groupCardNumber(number: string): string {
  return number.replace(/^(\d)(\d{4})(\d{4})(\d{4})(\d)$/, '$1\u00a0$2\u00a0$3\u00a0$4\u00a0$5');
}

/** A card number in digits of one width. */
export function CardNumber({ number }: { number: string }): Html {
  return html`<span class="code" translate="no">${groupCardNumber(number)}</span>`;
}

/** Any identifier that is copied or compared by eye: a student number, a request id. */
export function Code({ value }: { value: string }): Html {
  return html`<span class="code" translate="no">${value}</span>`;
}
