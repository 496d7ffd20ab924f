import { DomainError } from '@onecampus/errors';
import { type CardNumber, cardNumberFaultTexts, parseCardNumber } from '@onecampus/pass-codes';
import { z } from 'zod';

export const personIdParams = z.strictObject({ personId: z.uuid() });
export const numberParams = z.strictObject({ number: z.string().max(64) });

/** A card number as it stood in the path or the body; `card.number_unfit` says what is wrong with it and what to do. */
export function cardNumber(text: string): CardNumber {
  const parsed = parseCardNumber(text);
  if (parsed.ok) return parsed.number;
  throw new DomainError('card.number_unfit', cardNumberFaultTexts[parsed.code].en, { details: { fault: parsed.code } });
}
