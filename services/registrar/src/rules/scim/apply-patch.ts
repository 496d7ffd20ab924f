import type { PatchOperation, ScimResource } from '@onecampus/scim';
import { patchElements } from './patch-elements.ts';

type Container = Record<string, unknown>;

/** A resource after a PATCH, as if its operations were done one after the other (RFC 7644 §3.5.2). For resources that are small. */
export function applyPatch(resource: ScimResource, operations: readonly PatchOperation[]): ScimResource {
  return operations.reduce<ScimResource>(applyOne, resource);
}

function applyOne(resource: ScimResource, operation: PatchOperation): ScimResource {
  const { schema } = operation.path.attribute;
  if (schema === undefined) return inside(resource, operation);
  return withValue(resource, schema, inside((resource[schema] ?? {}) as Container, operation));
}

function inside(container: ScimResource, operation: PatchOperation): ScimResource {
  const { name, sub } = operation.path.attribute;
  const present = container[name];
  if (sub !== undefined) {
    const parts = (present ?? {}) as Container;
    return withValue(container, name, withValue(parts, sub, operation.op === 'remove' ? undefined : operation.value));
  }
  const isList = operation.path.filter !== undefined || Array.isArray(operation.value);
  if (isList) return withValue(container, name, patchElements((present ?? []) as Container[], operation));
  return withValue(container, name, operation.op === 'remove' ? undefined : operation.value);
}

/** With one key set; without it where nothing is left to set. */
function withValue(container: ScimResource, key: string, value: unknown): ScimResource {
  const { [key]: _, ...rest } = container;
  const isEmpty =
    value === undefined || (typeof value === 'object' && value !== null && Object.keys(value).length === 0);
  return isEmpty ? rest : { ...rest, [key]: value };
}
