import type { BulkRequest } from './bulk-operation.ts';

export interface BulkLimits {
  readonly operations_max?: number;
}

/** Body of POST /Bulk, RFC 7644 §3.7. Throws ScimError: 413 above operations_max, 400 invalidSyntax or invalidValue. */
export function readBulk(_body: unknown, _limits: BulkLimits = {}): BulkRequest {
  throw new Error('being written');
}
