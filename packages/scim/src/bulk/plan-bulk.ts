import type { ScimError } from '../errors/scim-error.ts';
import type { BulkOperation } from './bulk-operation.ts';

export interface BulkPlan {
  /** References come before what refers to them; otherwise the order of the request. */
  readonly order: readonly BulkOperation[];
  /** Operations that cannot be done: unknown reference 400 invalidValue, circle 409. Not in `order`. By `index`. */
  readonly refused: ReadonlyMap<number, ScimError>;
}

/** Order of a bulk request, RFC 7644 §3.7.1. */
export function planBulk(_operations: readonly BulkOperation[]): BulkPlan {
  throw new Error('being written');
}
