/** Joins class names and ids, leaving out whatever is absent; undefined when nothing is left, so that no empty attribute is printed. */
export function names(...parts: readonly (string | false | null | undefined)[]): string | undefined {
  const present = parts.filter((part): part is string => typeof part === 'string' && part !== '');
  return present.length === 0 ? undefined : present.join(' ');
}
