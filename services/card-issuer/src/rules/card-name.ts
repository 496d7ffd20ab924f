import type { CardNumber } from '@onecampus/pass-codes';

/**
 * Which card is meant. A program names it by its number; a page by what stood on it when the button was pressed, so that
 * nobody changes what he has not seen.
 */
export type CardName =
  | { readonly number: CardNumber }
  | { readonly id: string; readonly personId: string; readonly version: number };
