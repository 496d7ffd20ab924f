import {
  type BulkOperation,
  type BulkResult,
  bulkResponse,
  planBulk,
  readBulk,
  resolveBulkIds,
  ScimError,
  type ScimErrorBody,
} from '@onecampus/scim';
import { answerEndpoint } from './answer-endpoint.ts';
import { refusalOf } from './refusal-of.ts';
import type { ScimAnswer } from './scim-answer.ts';
import type { ScimCall } from './scim-call.ts';
import type { ScimEndpoint } from './scim-endpoint.ts';
import { operations_max } from './scim-limits.ts';

/**
 * Many operations in one request (RFC 7644 §3.7), one after the other, each of them whole or not at all. An outage stops
 * the rest: what was not done is not in the answer.
 */
export async function answerBulk(
  endpoints: ReadonlyMap<string, ScimEndpoint>,
  call: ScimCall,
  body: unknown,
): Promise<ScimAnswer> {
  const { operations, failOnErrors = Number.POSITIVE_INFINITY } = readBulk(body, { operations_max });
  const { order, refused } = planBulk(operations);
  const results: BulkResult[] = [];
  const ids = new Map<string, string>();
  let errors = 0;
  const fail = (operation: BulkOperation, error: unknown) => {
    const { status, body: response, error: known } = refusalOf(error);
    if (status >= 500) call.context.log.error({ err: known }, 'a SCIM bulk operation failed');
    const location = operation.id === undefined ? undefined : `${call.base}${operation.path}`;
    results.push({ operation, status, location, response: response as ScimErrorBody });
    errors += 1;
    return status;
  };
  for (const [index, error] of refused) fail(operations[index]!, error);
  for (const operation of order) {
    if (errors >= failOnErrors) break;
    try {
      const answer = await perform(endpoints, call, operation, ids);
      const id = (answer.body as { id?: string } | undefined)?.id;
      if (operation.bulkId !== undefined && id !== undefined) ids.set(operation.bulkId, id);
      const location = answer.headers?.['Location'] ?? `${call.base}/${operation.endpoint}/${operation.id}`;
      results.push({ operation, status: answer.status, location, version: answer.headers?.['ETag'] });
    } catch (error) {
      if (fail(operation, error) === 503) break;
    }
  }
  return { status: 200, body: bulkResponse(results) };
}

function perform(
  endpoints: ReadonlyMap<string, ScimEndpoint>,
  call: ScimCall,
  operation: BulkOperation,
  ids: ReadonlyMap<string, string>,
): Promise<ScimAnswer> {
  const endpoint = endpoints.get(operation.endpoint);
  if (!endpoint) throw new ScimError(404, 'There is no endpoint of this name.');
  const [id, body] = resolveBulkIds([operation.id, operation.data], ids);
  return answerEndpoint(endpoint, call, {
    method: operation.method,
    id: id as string | undefined,
    query: {},
    body,
    ifMatch: operation.version,
    ifNoneMatch: undefined,
  });
}
