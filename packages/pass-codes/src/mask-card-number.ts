import type { CardNumber } from './card-number.ts';

/** The number for logs and lists, its last four digits readable: `2•••••••••0124`. Every number begins with 2. */
export function maskCardNumber(number: CardNumber): string {
  return `2${'•'.repeat(9)}${number.slice(-4)}`;
}
