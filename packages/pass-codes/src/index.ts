export { CARD_NUMBER_FIRST_DIGIT, CARD_NUMBER_LENGTH, type CardNumber } from './card-number.ts';
export { type CardNumberFault, cardNumberFaultTexts } from './card-number-faults.ts';
export { drawCardNumber } from './draw-card-number.ts';
export { formatCardNumber } from './format-card-number.ts';
export { hasValidLuhn, luhnCheckDigit } from './luhn.ts';
export { maskCardNumber } from './mask-card-number.ts';
export { type ParsedCardNumber, parseCardNumber, SCANNED_LENGTH_MAX } from './parse-card-number.ts';
