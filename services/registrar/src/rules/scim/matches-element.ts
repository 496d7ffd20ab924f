import type { Filter, FilterValue } from '@onecampus/scim';

type Element = Readonly<Record<string, unknown>>;

/** Whether one element of a multi-valued attribute answers the filter in the brackets after it. Strings without regard to case. */
export function matchesElement(filter: Filter, element: Element): boolean {
  switch (filter.op) {
    case 'and':
      return filter.terms.every((term) => matchesElement(term, element));
    case 'or':
      return filter.terms.some((term) => matchesElement(term, element));
    case 'not':
      return !matchesElement(filter.term, element);
    case 'has':
      return false;
    case 'pr':
      return element[filter.attribute.name] !== undefined;
    default:
      return compares(filter.op, folded(element[filter.attribute.name]), folded(filter.value));
  }
}

function compares(op: string, actual: FilterValue, wanted: FilterValue): boolean {
  if (op === 'eq') return actual === wanted;
  if (op === 'ne') return actual !== wanted;
  if (actual === null || wanted === null || typeof actual !== typeof wanted) return false;
  switch (op) {
    case 'co':
      return String(actual).includes(String(wanted));
    case 'sw':
      return String(actual).startsWith(String(wanted));
    case 'ew':
      return String(actual).endsWith(String(wanted));
    case 'gt':
      return actual > wanted;
    case 'ge':
      return actual >= wanted;
    case 'lt':
      return actual < wanted;
    default:
      return actual <= wanted;
  }
}

function folded(value: unknown): FilterValue {
  if (typeof value === 'string') return value.toLowerCase();
  return typeof value === 'number' || typeof value === 'boolean' ? value : null;
}
