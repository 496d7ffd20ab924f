import { refuse } from '../errors/scim-error.ts';
import { isObject, readComplexValue, readValue, readValues } from '../resources/read-value.ts';
import type { PatchOperation } from './patch-operation.ts';
import type { PatchTarget } from './patch-target.ts';
import { removal } from './removal.ts';

/** One value where one is due: Entra sends single values as a list of one. */
function single(value: unknown): unknown {
  return Array.isArray(value) && value.length === 1 ? value[0] : value;
}

/** Null, an empty list, an empty object: adding nothing does nothing, replacing with nothing removes (RFC 7643 §2.5). */
function unassigned(op: 'add' | 'replace', target: PatchTarget): PatchOperation[] {
  return op === 'add' ? [] : removal(target, undefined);
}

/** `add` or `replace` of the value at a target, as row operations. */
export function assignment(op: 'add' | 'replace', target: PatchTarget, value: unknown): PatchOperation[] {
  const { attribute, sub, path, where } = target;
  if (value === undefined) throw refuse('invalidValue', `${where}: "value" is missing.`);
  if (path.filter && !sub) return elements(op, target, single(value));
  if (sub) {
    if (path.filter && sub.mutability === 'immutable') {
      throw refuse('mutability', `${where} cannot be changed; remove the value and add another.`);
    }
    const read = readValue(sub, sub.multiValued ? value : single(value), where);
    return read === undefined ? unassigned(op, target) : [{ op, path, value: read }];
  }
  if (attribute.multiValued) {
    const read = value === null ? undefined : readValues(attribute, Array.isArray(value) ? value : [value], where);
    return read === undefined ? unassigned(op, target) : [{ op, path, value: read }];
  }
  if (attribute.type === 'complex') return parts(op, target, single(value));
  const read = readValue(attribute, single(value), where);
  return read === undefined ? unassigned(op, target) : [{ op, path, value: read }];
}

/** Sub-attributes of each element that answers a filter. */
function elements(op: 'add' | 'replace', target: PatchTarget, value: unknown): PatchOperation[] {
  if (value === null) return unassigned(op, target);
  const read = readComplexValue(target.attribute, value, target.where, true);
  if (read === undefined) return [];
  for (const sub of target.attribute.subAttributes ?? []) {
    if (sub.mutability === 'immutable' && read[sub.name] !== undefined) {
      throw refuse('mutability', `${target.where}.${sub.name} cannot be changed; remove the value and add another.`);
    }
  }
  return [{ op, path: target.path, value: read }];
}

/** A complex value as one operation for each part: parts that are not named stay as they are (RFC 7644 §3.5.2.3). */
function parts(op: 'add' | 'replace', target: PatchTarget, value: unknown): PatchOperation[] {
  if (value === null) return unassigned(op, target);
  const { attribute, path, where } = target;
  const read = readComplexValue(attribute, value, where, true);
  const nulls = isObject(value) ? unassignedParts(target, value) : [];
  const assigned = Object.entries(read ?? {}).map(([name, part]): PatchOperation => {
    return { op, path: { attribute: { ...path.attribute, sub: name } }, value: part };
  });
  return [...assigned, ...(op === 'replace' ? nulls : [])];
}

function unassignedParts(
  { attribute, path, where }: PatchTarget,
  value: Readonly<Record<string, unknown>>,
): PatchOperation[] {
  const nulls = new Set(
    Object.keys(value)
      .filter((key) => value[key] === null)
      .map((key) => key.toLowerCase()),
  );
  return (attribute.subAttributes ?? [])
    .filter(({ name, mutability }) => nulls.has(name.toLowerCase()) && mutability !== 'readOnly')
    .flatMap((sub) => {
      const part = {
        path: { attribute: { ...path.attribute, sub: sub.name } },
        attribute,
        sub,
        where: `${where}.${sub.name}`,
      };
      return removal(part, undefined);
    });
}
