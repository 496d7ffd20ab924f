import { refuse } from '../errors/scim-error.ts';
import { isObject, readValues } from '../resources/read-value.ts';
import { subIndex } from '../schemas/attribute-index.ts';
import type { PatchOperation } from './patch-operation.ts';
import type { PatchTarget } from './patch-target.ts';
import { valuesNamed } from './values-named.ts';

/**
 * The removal of what a path says; with a value, of exactly these elements (behaviour 6: `{"op":"Remove","path":"members",
 * "value":[{"value":"id"}]}` takes one member out, where a literal reading of RFC 7644 §3.5.2.2 would empty the group).
 *
 * `members[value eq "id"]` becomes the same as Entra's form. An empty list of elements removes nothing, and null is
 * refused: whether it means "none" or "all" is not for us to guess.
 */
export function removal(target: PatchTarget, value: unknown): PatchOperation[] {
  const { attribute, sub, path, where } = target;
  const removed = sub ?? attribute;
  if (removed.required || (sub && path.filter && removed.mutability === 'immutable')) {
    throw refuse('mutability', `${where} is required and cannot be removed.`);
  }
  if (path.filter) {
    const values = sub ? undefined : valuesNamed(path.filter);
    if (!values) return [{ op: 'remove', path }];
    return [{ op: 'remove', path: { attribute: path.attribute }, value: values.map((one) => ({ value: one })) }];
  }
  if (!attribute.multiValued || value === undefined) return [{ op: 'remove', path }];
  if (value === null) {
    throw refuse('invalidValue', `${where}: say which values to remove, or leave "value" out to remove all of them.`);
  }
  const elements = readValues(attribute, Array.isArray(value) ? value : [value], where) ?? [];
  const told = subIndex(attribute).has('value');
  for (const one of elements) {
    if (told && (!isObject(one) || one['value'] === undefined)) {
      throw refuse('invalidValue', `${where}: each value to remove is told by its "value".`);
    }
  }
  return elements.length === 0 ? [] : [{ op: 'remove', path, value: elements }];
}
