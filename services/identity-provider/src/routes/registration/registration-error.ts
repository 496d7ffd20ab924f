import { DomainError } from '@onecampus/errors';

/** One field of a registration that cannot be as it is. */
export function registrationError(field: string, message: string): DomainError {
  return new DomainError('client.unfit', 'The client cannot register like this.', {
    details: { faults: [{ field, message }] },
  });
}
