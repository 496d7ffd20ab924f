declare const cardNumberBrand: unique symbol;

/**
 * The shared card number: 14 ASCII digits, `2` + 12 random digits + Luhn check digit (the shape that library
 * self-service machines expect of a reader's card). Only `parseCardNumber` and `drawCardNumber` make one.
 * It identifies a card and is never a secret.
 */
export type CardNumber = string & { readonly [cardNumberBrand]: true };

/** Digits in a card number, the check digit included. */
export const CARD_NUMBER_LENGTH = 14;

/** The first digit that marks a person's card; books carry a 3 in the same numbering tradition. */
export const CARD_NUMBER_FIRST_DIGIT = '2';
