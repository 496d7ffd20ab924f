import { DomainError, isDomainError } from '@onecampus/errors';
import { spoilsConnection, sqlStateOf } from './sqlstate.ts';
import { withoutValues } from './without-values.ts';

/** Seconds that a caller is told to wait when the database is away: a failover takes longer, a restart less. */
const retry_after_seconds = 2;

/**
 * The one place that knows what a SQLSTATE means to this product. The original error stays as `cause` for the log; the
 * message says nothing of tables or values, because it may be shown, and the cause nothing of values, because it is logged.
 */
export function asDomainError(error: unknown): DomainError {
  if (isDomainError(error)) return error;
  const state = sqlStateOf(error) ?? '';
  const constraint = (error as { constraint?: string } | null)?.constraint;
  const details = constraint === undefined ? {} : { constraint };
  const cause = withoutValues(error);
  if (spoilsConnection(error) || state.startsWith('53') || state.startsWith('58')) {
    return new DomainError('database.unavailable', 'The database cannot be reached at the moment.', {
      cause,
      retryAfterSeconds: retry_after_seconds,
    });
  }
  if (['55P03', '57014', '40001', '40P01'].includes(state) || isPoolTimeout(error)) {
    return new DomainError('database.busy', 'The database is too busy to answer at the moment.', {
      cause,
      retryAfterSeconds: retry_after_seconds,
    });
  }
  switch (state) {
    case '23505':
      return new DomainError('row.duplicate', 'Such a record exists already.', { cause, details });
    case '23503':
      return new DomainError('row.missing_reference', 'The record refers to one that does not exist.', {
        cause,
        details,
      });
    case '23502':
    case '23514':
    case '23P01':
      return new DomainError('row.refused', 'The record breaks a rule of the database.', { cause, details });
    default:
      return new DomainError('unexpected', 'The database refused a statement.', { cause });
  }
}

/** The name of the constraint that refused a row, where the database gave one. */
export function constraintOf(error: unknown): string | undefined {
  if (!isDomainError(error)) return undefined;
  const constraint = error.details['constraint'];
  return typeof constraint === 'string' ? constraint : undefined;
}

function isPoolTimeout(error: unknown): boolean {
  return error instanceof Error && (error.name === 'KnexTimeoutError' || error.name === 'TimeoutError');
}
