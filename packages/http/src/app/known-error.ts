import { DomainError, isDomainError } from '@onecampus/errors';

/** Turns what express and its body parsers throw into our own refusals; what nobody knows becomes `unexpected`. */
export function knownError(error: unknown): DomainError {
  if (isDomainError(error)) return error;
  const cause = (error as { cause?: unknown } | null)?.cause;
  // A library that was stopped by an outage of ours wraps it in an error of its own; it is an outage all the same.
  if (isDomainError(cause) && cause.kind === 'unavailable') return cause;
  const { type, status } = (error ?? {}) as { type?: unknown; status?: unknown };
  if (type === 'entity.too.large' || type === 'parameters.too.many') {
    return new DomainError('request.too_large', 'The request body is too large.', { cause: error });
  }
  if (type === 'encoding.unsupported' || type === 'charset.unsupported') {
    return new DomainError('request.unsupported_type', 'The encoding of the request body is not supported.', {
      cause: error,
    });
  }
  if (typeof type === 'string' && (type.startsWith('entity.') || type.startsWith('request.'))) {
    return new DomainError('request.malformed', 'The request body cannot be read.', { cause: error });
  }
  if (error instanceof URIError || status === 400) {
    return new DomainError('request.malformed', 'The address of the request cannot be read.', { cause: error });
  }
  return new DomainError('unexpected', 'Something went wrong on our side.', { cause: error });
}
