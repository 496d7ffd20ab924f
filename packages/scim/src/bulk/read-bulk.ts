import { refuse, ScimError } from '../errors/scim-error.ts';
import { membersOf, readMessage, wordOf } from '../messages/message.ts';
import { isObject } from '../resources/read-value.ts';
import type { BulkOperation, BulkRequest } from './bulk-operation.ts';

export const BULK_REQUEST = 'urn:ietf:params:scim:api:messages:2.0:BulkRequest';

export interface BulkLimits {
  readonly operations_max?: number;
}

const METHODS: ReadonlySet<string> = new Set<BulkOperation['method']>(['POST', 'PUT', 'PATCH', 'DELETE']);
const PATH = /^\/([A-Za-z]{1,40})(?:\/([^/?#\s]{1,200}))?$/;

function optionalString(value: unknown, where: string): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string' || value === '') throw refuse('invalidSyntax', `${where} must be a string.`);
  return value;
}

function readOperation(operation: unknown, index: number): BulkOperation {
  const where = `Operations[${index}]`;
  const given = membersOf(operation, where);
  const method = wordOf(given.get('method')).toUpperCase() as BulkOperation['method'];
  if (!METHODS.has(method)) throw refuse('invalidSyntax', `${where}.method must be POST, PUT, PATCH or DELETE.`);
  const path = optionalString(given.get('path'), `${where}.path`);
  const [, endpoint, id] = PATH.exec(path ?? '') ?? [];
  if (path === undefined || endpoint === undefined)
    throw refuse('invalidSyntax', `${where}.path must be as /Users or /Users/id.`);
  if ((method === 'POST') === (id !== undefined)) {
    throw refuse(
      'invalidSyntax',
      `${where}.path must ${method === 'POST' ? 'not name' : 'name'} a resource for ${method}.`,
    );
  }
  const bulkId = optionalString(given.get('bulkid'), `${where}.bulkId`);
  if (method === 'POST' && bulkId === undefined) throw refuse('invalidSyntax', `${where}.bulkId is required for POST.`);
  const version = optionalString(given.get('version'), `${where}.version`);
  const data = given.get('data');
  if (method !== 'DELETE' && !isObject(data)) throw refuse('invalidSyntax', `${where}.data must be an object.`);
  return {
    index,
    method,
    path,
    endpoint,
    ...(id === undefined ? {} : { id }),
    ...(bulkId === undefined ? {} : { bulkId }),
    ...(version === undefined ? {} : { version }),
    ...(method === 'DELETE' ? {} : { data }),
  };
}

function readFailOnErrors(value: unknown): number | undefined {
  if (value === undefined || value === null) return undefined;
  if (!Number.isSafeInteger(value) || (value as number) < 1) {
    throw refuse('invalidValue', 'failOnErrors must be a whole number from 1.');
  }
  return value as number;
}

/**
 * Body of POST /Bulk, RFC 7644 §3.7. A request that is not of this form is refused as a whole, before anything is done.
 * Throws ScimError: 413 above operations_max (§3.7.4), 400 invalidSyntax, 400 invalidValue on a bulkId given twice.
 */
export function readBulk(body: unknown, limits: BulkLimits = {}): BulkRequest {
  const { operations_max = 1_000 } = limits;
  const given = readMessage(body, BULK_REQUEST);
  const raw = given.get('operations');
  if (!Array.isArray(raw)) throw refuse('invalidSyntax', '"Operations" must be a list.');
  if (raw.length > operations_max) {
    throw new ScimError(413, `The bulk request has more than maxOperations (${operations_max}) operations.`);
  }
  const failOnErrors = readFailOnErrors(given.get('failonerrors'));
  const operations = raw.map(readOperation);
  const ids = new Set<string>();
  for (const { bulkId, method, index } of operations) {
    if (bulkId === undefined || method !== 'POST') continue;
    if (ids.has(bulkId)) throw refuse('invalidValue', `Operations[${index}].bulkId is given twice in one request.`);
    ids.add(bulkId);
  }
  return { operations, ...(failOnErrors === undefined ? {} : { failOnErrors }) };
}
