import { DomainError } from './domain-error.ts';

/** True for our own refusals; anything else is a surprise and is told to nobody but the log. */
export function isDomainError(error: unknown): error is DomainError {
  return error instanceof DomainError;
}
