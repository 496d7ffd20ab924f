/** One parameter's policy: operators and their values (OpenID Federation 1.0 §6.1.3). */
export type ParameterPolicy = Readonly<Record<string, unknown>>;
/** By entity type, then by parameter. */
export type MetadataPolicy = Readonly<Record<string, Readonly<Record<string, ParameterPolicy>>>>;
export type Metadata = Readonly<Record<string, unknown>>;

/** A chain whose policies contradict each other, or whose metadata break them. */
export class PolicyFault extends Error {
  override readonly name = 'PolicyFault';
}

/** In the order in which they are applied (§6.1.3.1). */
const operators = ['value', 'add', 'default', 'one_of', 'subset_of', 'superset_of', 'essential'] as const;
type Operator = (typeof operators)[number];

const isOperator = (name: string): name is Operator => (operators as readonly string[]).includes(name);

/**
 * Brings the policies of a chain together, the highest superior's first (§6.1.4.1): what a subordinate says may narrow and
 * never widen. Operators that we do not know are left out, unless they were declared critical.
 *
 * @throws PolicyFault where two policies cannot both hold, or a critical operator is unknown.
 */
export function mergePolicies(
  policies: readonly (Readonly<Record<string, ParameterPolicy>> | undefined)[],
  critical: readonly string[] = [],
): Record<string, ParameterPolicy> {
  const unknown = critical.filter((one) => !isOperator(one));
  if (unknown.length > 0) throw new PolicyFault(`critical operators that we do not know: ${unknown.join(', ')}`);
  // Without a prototype: a superior of a university's may send a parameter called `__proto__`, and JSON keeps the name.
  const merged = Object.create(null) as Record<string, Record<string, unknown>>;
  for (const policy of policies) {
    for (const [parameter, said] of Object.entries(policy ?? {})) {
      const known = merged[parameter] ?? {};
      merged[parameter] = known;
      for (const [operator, value] of Object.entries(said)) {
        if (!isOperator(operator)) continue;
        known[operator] = operator in known ? together(parameter, operator, known[operator], value) : value;
      }
      mustFit(parameter, known);
    }
  }
  return merged;
}

/** Two superiors' values of one operator as one. */
function together(parameter: string, operator: Operator, one: unknown, other: unknown): unknown {
  switch (operator) {
    case 'value':
    case 'default':
      if (!isEqual(one, other)) throw new PolicyFault(`${parameter}: two different values of "${operator}"`);
      return one;
    case 'add':
    case 'superset_of':
      return union(list(one), list(other));
    case 'one_of':
    case 'subset_of': {
      const both = intersection(list(one), list(other));
      if (operator === 'one_of' && both.length === 0)
        throw new PolicyFault(`${parameter}: no value is left of "one_of"`);
      return both;
    }
    case 'essential':
      return one === true || other === true;
  }
}

/** Which operators may stand beside each other (§6.1.3.1.1 to §6.1.3.1.7). */
function mustFit(parameter: string, policy: Readonly<Record<string, unknown>>): void {
  const fault = (why: string) => new PolicyFault(`${parameter}: ${why}`);
  const { value, add, one_of, subset_of, superset_of, essential } = policy;
  if ('value' in policy) {
    if (value === null && essential === true) throw fault('"value" takes away what is essential');
    if ('add' in policy && !isSubset(list(add), list(value))) throw fault('"add" goes beyond "value"');
    if ('one_of' in policy && !includes(list(one_of), value)) throw fault('"value" is none of "one_of"');
    if ('subset_of' in policy && !isSubset(list(value), list(subset_of)))
      throw fault('"value" goes beyond "subset_of"');
    if ('superset_of' in policy && !isSubset(list(superset_of), list(value)))
      throw fault('"value" lacks something of "superset_of"');
  }
  if ('one_of' in policy && ('subset_of' in policy || 'superset_of' in policy || 'add' in policy))
    throw fault('"one_of" stands beside an operator of lists');
  if ('add' in policy && 'subset_of' in policy && !isSubset(list(add), list(subset_of)))
    throw fault('"add" goes beyond "subset_of"');
  if ('subset_of' in policy && 'superset_of' in policy && !isSubset(list(superset_of), list(subset_of)))
    throw fault('"superset_of" goes beyond "subset_of"');
}

/**
 * The metadata that hold after a merged policy (§6.1.4.2).
 *
 * @throws PolicyFault where they break it.
 */
export function applyPolicy(metadata: Metadata, policy: Readonly<Record<string, ParameterPolicy>>): Metadata {
  const result: Record<string, unknown> = Object.assign(Object.create(null), metadata);
  for (const [parameter, said] of Object.entries(policy)) {
    // `scope` is a list in a text (§6.1.3.1, note on space-separated strings).
    const isText = parameter === 'scope';
    let now: unknown = isText && typeof result[parameter] === 'string' ? words(result[parameter]) : result[parameter];
    const read = (value: unknown) => (isText && typeof value === 'string' ? words(value) : value);
    if ('value' in said) now = said['value'] === null ? undefined : read(said['value']);
    if ('add' in said) now = union(now === undefined ? [] : list(now), list(read(said['add'])));
    if ('default' in said && now === undefined) now = read(said['default']);
    const fault = (why: string) => new PolicyFault(`${parameter}: ${why}`);
    if (now !== undefined) {
      if ('one_of' in said && !includes(list(read(said['one_of'])), now)) throw fault('is none of those allowed');
      if ('subset_of' in said) {
        now = intersection(list(now), list(read(said['subset_of'])));
      }
      if ('superset_of' in said && !isSubset(list(read(said['superset_of'])), list(now)))
        throw fault('lacks what is demanded');
    }
    const isEmpty = now === undefined || (Array.isArray(now) && now.length === 0 && 'subset_of' in said);
    if (said['essential'] === true && isEmpty) throw fault('is missing');
    if (isEmpty) delete result[parameter];
    else result[parameter] = isText && Array.isArray(now) ? now.join(' ') : now;
  }
  return result;
}

function words(text: unknown): string[] {
  return String(text).split(' ').filter(Boolean);
}

function list(value: unknown): unknown[] {
  if (Array.isArray(value)) return value;
  return value === undefined || value === null ? [] : [value];
}

function includes(values: readonly unknown[], value: unknown): boolean {
  return values.some((one) => isEqual(one, value));
}

function isSubset(part: readonly unknown[], whole: readonly unknown[]): boolean {
  return part.every((one) => includes(whole, one));
}

function union(one: readonly unknown[], other: readonly unknown[]): unknown[] {
  return [...one, ...other.filter((value) => !includes(one, value))];
}

function intersection(one: readonly unknown[], other: readonly unknown[]): unknown[] {
  return one.filter((value) => includes(other, value));
}

function isEqual(one: unknown, other: unknown): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}
