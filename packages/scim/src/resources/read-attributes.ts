import { refuse } from '../errors/scim-error.ts';
import type { ScimAttribute } from '../schemas/schema.ts';
import { readValue, refuseTwice } from './read-value.ts';

/** Attributes out of an object by `lookup`, in the schema's spelling. Unknown and readOnly ones are ignored. */
export function readAttributes(
  body: Readonly<Record<string, unknown>>,
  lookup: (name: string) => ScimAttribute | undefined,
  prefix: string,
): Record<string, unknown> {
  const read = new Map<ScimAttribute, unknown>();
  for (const key of Object.keys(body)) {
    const attribute = lookup(key);
    if (attribute === undefined || attribute.mutability === 'readOnly') continue;
    refuseTwice(read, attribute, `${prefix}${attribute.name}`);
    read.set(attribute, readValue(attribute, body[key], `${prefix}${attribute.name}`));
  }
  return Object.fromEntries(
    [...read].filter(([, value]) => value !== undefined).map(([{ name }, value]) => [name, value]),
  );
}

/** Throws 400 invalidValue ("a required value was missing", RFC 7644 §3.12) for the first that is not there. */
export function requireAttributes(attributes: readonly ScimAttribute[], read: Readonly<Record<string, unknown>>): void {
  for (const { name, required } of attributes) {
    if (required && read[name] === undefined) throw refuse('invalidValue', `${name} is required.`);
  }
}
