import type { ScimErrorBody } from '../errors/scim-error-body.ts';
import type { BulkOperation } from './bulk-operation.ts';

export const BULK_RESPONSE = 'urn:ietf:params:scim:api:messages:2.0:BulkResponse';

/** What became of one operation. `location` is left out only where a POST failed, `response` is the body of a refusal. */
export interface BulkResult {
  readonly operation: Pick<BulkOperation, 'method' | 'bulkId' | 'index'>;
  readonly status: number;
  readonly location?: string | undefined;
  /** ETag of the resource as it is now. */
  readonly version?: string | undefined;
  readonly response?: ScimErrorBody | undefined;
}

/** RFC 7644 §3.7: statuses as strings, in the order of the request whatever order the work was done in. */
export function bulkResponse(results: readonly BulkResult[]): Readonly<Record<string, unknown>> {
  const sorted = [...results].sort((a, b) => a.operation.index - b.operation.index);
  return {
    schemas: [BULK_RESPONSE],
    Operations: sorted.map(({ operation: { method, bulkId }, status, location, version, response }) => ({
      method,
      ...(bulkId === undefined ? {} : { bulkId }),
      ...(version === undefined ? {} : { version }),
      ...(location === undefined ? {} : { location }),
      ...(response === undefined ? {} : { response }),
      status: String(status),
    })),
  };
}
