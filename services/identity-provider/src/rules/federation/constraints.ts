/** What a superior demands of a chain below it (OpenID Federation 1.0 §6.2). */
export interface Constraints {
  /** How many intermediates may stand between it and the leaf. */
  readonly max_path_length?: number;
  readonly naming_constraints?: { readonly permitted?: readonly string[]; readonly excluded?: readonly string[] };
  readonly allowed_entity_types?: readonly string[];
}

/**
 * Whether a chain keeps what one of its superiors demands.
 *
 * @param below identifiers of the entities below that superior, the leaf first.
 * @returns the fault in words, or `undefined`.
 */
export function constraintFault(constraints: Constraints, below: readonly string[]): string | undefined {
  const intermediates = below.length - 1;
  const { max_path_length, naming_constraints } = constraints;
  if (max_path_length !== undefined && intermediates > max_path_length)
    return `${intermediates} intermediates where ${max_path_length} are allowed`;
  const { permitted, excluded } = naming_constraints ?? {};
  for (const id of below) {
    const host = URL.parse(id)?.hostname ?? '';
    if (permitted && !permitted.some((name) => isWithin(host, name))) return `${host} is no permitted name`;
    if (excluded?.some((name) => isWithin(host, name))) return `${host} is an excluded name`;
  }
  return undefined;
}

/** RFC 5280 §4.2.1.10 for names of hosts: `.example.org` means those below it, `example.org` that host alone. */
function isWithin(host: string, name: string): boolean {
  return name.startsWith('.') ? host.endsWith(name) : host === name;
}
