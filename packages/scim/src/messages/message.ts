import { refuse } from '../errors/scim-error.ts';
import { isObject } from '../resources/read-value.ts';

/** Members of an object by lower-case name; the same one twice would leave it to chance which of them counts. */
export function membersOf(value: unknown, where: string): ReadonlyMap<string, unknown> {
  if (!isObject(value)) throw refuse('invalidSyntax', `${where} must be a JSON object.`);
  const members = new Map<string, unknown>();
  for (const [key, one] of Object.entries(value)) {
    const name = key.toLowerCase();
    if (members.has(name)) throw refuse('invalidSyntax', `${where} has a member twice, in different cases of letters.`);
    members.set(name, one);
  }
  return members;
}

/** A word of a closed list in any case of letters. Never `String(…)`: JSON can say {"toString": 1}. */
export function wordOf(value: unknown): string {
  return typeof value === 'string' ? value.toLowerCase() : '';
}

/** A message of RFC 7644 §8.2 by the names of its members; a missing `schemas` is forgiven, a wrong one is not. */
export function readMessage(body: unknown, urn: string): ReadonlyMap<string, unknown> {
  const members = membersOf(body, 'The body');
  const schemas = members.get('schemas') ?? [urn];
  if (!Array.isArray(schemas) || !schemas.some((one) => wordOf(one) === urn.toLowerCase())) {
    throw refuse('invalidSyntax', `schemas must name ${urn}.`);
  }
  return members;
}
