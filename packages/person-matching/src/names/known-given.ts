import { foldedKey } from './folded-key.ts';
import { givenNames } from './given-names.ts';

const full = new Set<string>();
const meanings = new Map<string, readonly string[]>();
for (const line of givenNames) {
  const [name = '', others = ''] = line.split(': ');
  const canonical = foldedKey(name);
  full.add(canonical);
  for (const other of others.split(' ')) {
    const key = foldedKey(other);
    if (key !== canonical) meanings.set(key, [...(meanings.get(key) ?? []), canonical]);
  }
}

/** The full names that a short or foreign form may stand for; the form itself where the table does not know it. */
export function fullNamesOf(key: string): readonly string[] {
  return meanings.get(key) ?? [key];
}

/** Whether one of two folded given names is a short or foreign form of the other, or both are of one name. */
export function isFormOf(one: string, other: string): boolean {
  const forms = meanings.get(one);
  const others = meanings.get(other);
  if (forms === undefined && others === undefined) return false;
  if (forms?.includes(other) || others?.includes(one)) return true;
  return forms !== undefined && others !== undefined && forms.some((name) => others.includes(name));
}

/** Whether the table knows a key as a given name in any form. */
export function isKnownGiven(key: string): boolean {
  return full.has(key) || meanings.has(key);
}

/** Two names of the table that are not forms of each other belong to two humans, however alike they look. */
export function isFullName(key: string): boolean {
  return full.has(key);
}
