import { refuse } from '../errors/scim-error.ts';
import { printPath } from '../filter/print-filter.ts';
import { membersOf, wordOf } from '../messages/message.ts';
import { isObject } from '../resources/read-value.ts';
import { extensionOf } from '../schemas/attribute-index.ts';
import type { ResourceSchemas, ScimSchema } from '../schemas/schema.ts';
import { assignment } from './assignment.ts';
import { type Assignment, explodeExtension, explodeResource } from './explode-resource.ts';
import { parsePatchPath } from './parse-patch-path.ts';
import type { PatchOperation, PatchPath } from './patch-operation.ts';
import { findTarget, isReadOnly } from './patch-target.ts';
import { removal } from './removal.ts';

type Op = PatchOperation['op'];
const OPS: ReadonlySet<string> = new Set<Op>(['add', 'replace', 'remove']);

/** `path` is the URN of an extension as a whole: Entra and others write that. */
function wholeExtension({ attribute, filter }: PatchPath, schemas: ResourceSchemas): ScimSchema | undefined {
  const whole = filter === undefined && attribute.schema !== undefined;
  return whole ? extensionOf(schemas, printPath(attribute)) : undefined;
}

/**
 * Of a part of a resource, what can be written. Unknown and readOnly attributes are ignored as in the body of a PUT (Okta
 * sends `id` along); but if nothing at all is known, silence would be a lie: invalidPath with the first name.
 */
function assignAll(op: 'add' | 'replace', assignments: readonly Assignment[]): PatchOperation[] {
  const known = assignments.filter(({ target }) => target !== undefined);
  if (known.length === 0 && assignments.length > 0) throw unknownAttribute(assignments[0]!.key);
  return known.flatMap(({ target, value }) => (isReadOnly(target!) ? [] : assignment(op, target!, value)));
}

function unknownAttribute(name: string) {
  return refuse('invalidPath', `There is no attribute ${name.length > 120 ? 'of that name' : `"${name}"`} to change.`);
}

function onExtension(op: Op, extension: ScimSchema, value: unknown, schemas: ResourceSchemas): PatchOperation[] {
  if (op !== 'remove') {
    if (!isObject(value)) throw refuse('invalidValue', `${extension.id}: "value" must be an object.`);
    return assignAll(op, explodeExtension(extension.id, value, schemas));
  }
  return extension.attributes
    .map(({ name }) => findTarget({ attribute: { schema: extension.id, name } }, schemas)!)
    .filter((target) => !isReadOnly(target))
    .flatMap((target) => removal(target, undefined));
}

function onPath(op: Op, text: unknown, value: unknown, schemas: ResourceSchemas): PatchOperation[] {
  if (typeof text !== 'string') throw refuse('invalidPath', '"path" must be a string.');
  const path = parsePatchPath(text);
  const extension = wholeExtension(path, schemas);
  if (extension) return onExtension(op, extension, value, schemas);
  const target = findTarget(path, schemas);
  if (!target) throw unknownAttribute(printPath(path.attribute) + (path.filter && path.sub ? `[…].${path.sub}` : ''));
  if (isReadOnly(target)) throw refuse('mutability', `${target.where} is read-only.`);
  return op === 'remove' ? removal(target, value) : assignment(op, target, value);
}

/** One operation of a PATCH as row operations. Its own names too are read in any case of letters. */
export function readOperation(operation: unknown, schemas: ResourceSchemas): PatchOperation[] {
  const given = membersOf(operation, 'Each operation');
  const op = wordOf(given.get('op')) as Op;
  if (!OPS.has(op)) throw refuse('invalidSyntax', '"op" must be add, replace or remove.');
  const path = given.get('path') ?? undefined;
  const value = given.get('value');
  if (path !== undefined) return onPath(op, path, value, schemas);
  if (op === 'remove') throw refuse('noTarget', 'A removal needs a path that says what to remove.');
  if (!isObject(value)) throw refuse('invalidValue', 'Without a path, "value" must be an object of attributes.');
  return assignAll(op, explodeResource(value, schemas));
}
