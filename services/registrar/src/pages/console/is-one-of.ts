import { type ErrorCode, isDomainError } from '@onecampus/errors';

/** A refusal that the page has words for. */
export function isOneOf(error: unknown, ...codes: readonly ErrorCode[]): boolean {
  return isDomainError(error) && codes.includes(error.code);
}
