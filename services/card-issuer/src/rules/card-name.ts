import type { CardNumber } from '@onecampus/pass-codes';

/**
 * Which card is meant. A program names it by its number, and by the version it saw where it minds; a page by what stood on it when the button was pressed, so that
 * nobody changes what he has not seen.
 */
export type CardName =
  | { readonly number: CardNumber; readonly version?: number | undefined }
  | { readonly id: string; readonly personId: string; readonly version: number };
