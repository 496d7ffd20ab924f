import type { CardNumber } from './card-number.ts';

/** The number as it is printed on plastic and shown on pages: `2 1234 5678 9012 4`. */
export function formatCardNumber(number: CardNumber): string {
  return `${number[0]} ${number.slice(1, 5)} ${number.slice(5, 9)} ${number.slice(9, 13)} ${number[13]}`;
}
