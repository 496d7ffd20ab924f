import { refuse } from '../errors/scim-error.ts';
import { subIndex } from '../schemas/attribute-index.ts';
import type { ScimAttribute } from '../schemas/schema.ts';
import { readSimpleValue } from './read-simple-value.ts';

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Names are told apart without case; the same one twice would leave it to chance which of them counts. */
export function refuseTwice(seen: ReadonlyMap<unknown, unknown>, key: unknown, where: string): void {
  if (seen.has(key)) throw refuse('invalidValue', `${where} is given twice, in different cases of letters.`);
}

/**
 * A complex value in the schema's spelling; nothing if nothing of it is assigned. Unknown and readOnly sub-attributes are
 * ignored. A plain string stands for `{value: …}`: so Entra writes a manager. `partial`: required parts may be missing.
 */
export function readComplexValue(
  attribute: ScimAttribute,
  value: unknown,
  where: string,
  partial = false,
): Record<string, unknown> | undefined {
  const subs = subIndex(attribute);
  if (typeof value === 'string' && subs.has('value')) return readComplexValue(attribute, { value }, where, partial);
  if (!isObject(value)) throw refuse('invalidValue', `${where} must be an object.`);
  const read = new Map<ScimAttribute, unknown>();
  for (const key of Object.keys(value)) {
    const sub = subs.get(key.toLowerCase());
    if (sub === undefined || sub.mutability === 'readOnly') continue;
    refuseTwice(read, sub, `${where}.${sub.name}`);
    read.set(sub, readValue(sub, value[key], `${where}.${sub.name}`));
  }
  const result: Record<string, unknown> = {};
  let assigned = false;
  for (const sub of subs.values()) {
    const part = read.get(sub);
    if (part !== undefined) {
      result[sub.name] = part;
      assigned = true;
    } else if (sub.required && !partial) {
      throw refuse('invalidValue', `${where}.${sub.name} is required.`);
    }
  }
  return assigned ? result : undefined;
}

/** All values of a multi-valued attribute, at most one of them primary (RFC 7643 §2.4); nothing if there is none. */
export function readValues(attribute: ScimAttribute, values: readonly unknown[], where: string): unknown[] | undefined {
  const read: unknown[] = [];
  let primaries = 0;
  for (const [n, value] of values.entries()) {
    if (value === null || value === undefined) continue;
    const one =
      attribute.type === 'complex'
        ? readComplexValue(attribute, value, `${where}[${n}]`)
        : readSimpleValue(attribute, value, `${where}[${n}]`);
    if (one === undefined) continue;
    if (isObject(one) && one['primary'] === true) primaries += 1;
    read.push(one);
  }
  if (primaries > 1) throw refuse('invalidValue', `${where} has more than one primary value.`);
  return read.length === 0 ? undefined : read;
}

/** The value of an attribute; null, an empty list and an empty object are all "unassigned" (RFC 7643 §2.5): nothing. */
export function readValue(attribute: ScimAttribute, value: unknown, where: string): unknown {
  if (value === null || value === undefined) return undefined;
  if (attribute.multiValued) {
    if (!Array.isArray(value)) throw refuse('invalidValue', `${where} must be a list.`);
    return readValues(attribute, value, where);
  }
  if (attribute.type === 'complex') return readComplexValue(attribute, value, where);
  return readSimpleValue(attribute, value, where);
}
