import type { ResourceSchemas } from '../schemas/schema.ts';
import type { PatchLimits, PatchOperation } from './patch-operation.ts';

/** Body of a PATCH as row operations. */
export function readPatch(_body: unknown, _schemas: ResourceSchemas, _limits: PatchLimits = {}): PatchOperation[] {
  throw new Error('being written');
}
