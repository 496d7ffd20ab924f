import { printPath } from '../filter/print-filter.ts';
import { isObject } from '../resources/read-value.ts';
import { subIndex } from '../schemas/attribute-index.ts';
import { findAttribute } from '../schemas/find-attribute.ts';
import type { ResourceSchemas } from '../schemas/schema.ts';
import type { PatchOperation } from './patch-operation.ts';

interface Run {
  readonly operation: PatchOperation;
  /** Operation and attribute, where others may be joined: additions to, and removals from, one list. */
  readonly key: string | undefined;
  readonly elements: unknown[] | undefined;
}

function runOf(operation: PatchOperation): Run {
  const { op, path, value } = operation;
  const elements = Array.isArray(value) ? [...value] : undefined;
  return { operation, elements, key: elements && op !== 'replace' ? `${op} ${printPath(path.attribute)}` : undefined };
}

/** Each element once: one statement must not meet a row twice. Elements that need a `value`, as members do, are told by it. */
function distinct(elements: readonly unknown[], { path }: PatchOperation, schemas: ResourceSchemas): unknown[] {
  const attribute = findAttribute(schemas, path.attribute)!.attribute;
  const byValue = subIndex(attribute).get('value')?.required === true;
  const seen = new Map<string, unknown>();
  for (const one of elements) {
    const key = JSON.stringify(byValue && isObject(one) ? one['value'] : one);
    if (!seen.has(key)) seen.set(key, one);
  }
  return [...seen.values()];
}

/** Additions to one list that follow each other are one addition, and so are removals: a thousand operations, one statement. */
export function joinNeighbours(operations: readonly PatchOperation[], schemas: ResourceSchemas): PatchOperation[] {
  const runs: Run[] = [];
  for (const operation of operations) {
    const run = runOf(operation);
    const last = runs.at(-1);
    if (run.key !== undefined && last?.key === run.key) {
      for (const one of run.elements!) last.elements!.push(one);
    } else {
      runs.push(run);
    }
  }
  return runs.map(({ operation, elements }) =>
    elements ? { ...operation, value: distinct(elements, operation, schemas) } : operation,
  );
}
