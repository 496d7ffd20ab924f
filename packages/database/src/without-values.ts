import { sqlStateOf } from './sqlstate.ts';

/** Fields in which Postgres quotes rows and parameters (PostgreSQL, protocol error fields D, W and q). */
const fieldsWithValues = ['detail', 'where', 'internalQuery'] as const;

/**
 * Removes what a driver error tells of the values that were bound: they are personal data, and errors are logged. A data
 * exception (class 22) quotes the value that it could not take in its message as well.
 */
export function withoutValues(error: unknown): unknown {
  const state = sqlStateOf(error);
  if (!(error instanceof Error) || state === undefined) return error;
  for (const field of fieldsWithValues) delete (error as unknown as Record<string, unknown>)[field];
  if (state.startsWith('22')) {
    const told = error.message;
    error.message = told.replace(/"[\s\S]*"/, '"…"');
    if (error.stack) error.stack = error.stack.replace(told, () => error.message);
  }
  return error;
}
