import { refuse, ScimError } from '../errors/scim-error.ts';
import { readMessage } from '../messages/message.ts';
import type { ResourceSchemas } from '../schemas/schema.ts';
import { joinNeighbours } from './join-neighbours.ts';
import type { PatchLimits, PatchOperation } from './patch-operation.ts';
import { readOperation } from './read-operation.ts';

export const PATCH_OP = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';

function operationsOf(body: unknown): readonly unknown[] {
  const operations = readMessage(body, PATCH_OP).get('operations');
  if (!Array.isArray(operations) || operations.length === 0) {
    throw refuse('invalidSyntax', '"Operations" must be a list of one operation at least.');
  }
  return operations;
}

/**
 * The body of a PATCH as row operations, in order, of the shapes of `PatchOperation` and no others. It need not be read
 * together with the resource: nothing here depends on what is stored.
 *
 * Throws ScimError: 400 invalidSyntax (no PATCH message), invalidPath (unreadable, or no such attribute), noTarget (removal
 * without a path), mutability (readOnly, or required and removed), invalidValue; 413 above a limit.
 */
export function readPatch(body: unknown, schemas: ResourceSchemas, limits: PatchLimits = {}): PatchOperation[] {
  const { operations_max = 1_000, members_max = 10_000 } = limits;
  const given = operationsOf(body);
  if (given.length > operations_max) throw new ScimError(413, `More than ${operations_max} operations in one PATCH.`);
  const operations: PatchOperation[] = [];
  let members = 0;
  for (const one of given) {
    for (const operation of readOperation(one, schemas)) {
      if (Array.isArray(operation.value)) members += operation.value.length;
      if (members > members_max)
        throw new ScimError(413, `More than ${members_max} values in one PATCH; send several.`);
      operations.push(operation);
    }
  }
  return joinNeighbours(operations, schemas);
}
