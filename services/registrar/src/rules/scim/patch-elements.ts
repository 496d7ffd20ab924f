import type { Filter, PatchOperation } from '@onecampus/scim';
import { matchesElement } from './matches-element.ts';

type Element = Readonly<Record<string, unknown>>;

/** The elements of a multi-valued attribute after one operation on it. */
export function patchElements(elements: readonly unknown[], operation: PatchOperation): unknown[] {
  const { op, path, value } = operation;
  if (path.filter !== undefined) return patchChosen(elements as Element[], operation, path.filter);
  const given = value as unknown[];
  if (op === 'replace') return given;
  if (op === 'remove') return elements.filter((one) => !given.some((gone) => keyOf(gone) === keyOf(one)));
  const present = new Set(elements.map((one) => JSON.stringify(one)));
  return onePrimary(
    elements,
    given.filter((one) => !present.has(JSON.stringify(one))),
  );
}

function patchChosen(elements: readonly Element[], { op, path, value }: PatchOperation, filter: Filter): unknown[] {
  const change = path.sub === undefined ? (value as Element | undefined) : { [path.sub]: value };
  if (op === 'remove') {
    if (path.sub === undefined) return elements.filter((one) => !matchesElement(filter, one));
    return elements.map((one) => (matchesElement(filter, one) ? without(one, path.sub!) : one)).filter(isAssigned);
  }
  // Where no element answers the filter one is made that does: Entra replaces the work address of people who have none.
  if (!elements.some((one) => matchesElement(filter, one))) {
    return onePrimary(elements, [{ ...namedBy(filter), ...change }]);
  }
  return elements.map((one) => (matchesElement(filter, one) ? { ...one, ...change } : one));
}

/** The values that a filter of equalities names: `type eq "work"` is `{type: "work"}`. */
function namedBy(filter: Filter): Element {
  if (filter.op === 'and') return Object.assign({}, ...filter.terms.map(namedBy)) as Element;
  return filter.op === 'eq' ? { [filter.attribute.name]: filter.value } : {};
}

/** A new primary value makes the old one an ordinary one (RFC 7644 §3.5.2). */
function onePrimary(elements: readonly unknown[], added: readonly unknown[]): unknown[] {
  if (!added.some((one) => (one as Element)['primary'] === true)) return [...elements, ...added];
  const demoted = elements.map((one) =>
    (one as Element)['primary'] === true ? { ...(one as Element), primary: false } : one,
  );
  return [...demoted, ...added];
}

function keyOf(one: unknown): unknown {
  return typeof one === 'object' && one !== null ? (one as Element)['value'] : one;
}

function without(element: Element, key: string): Element {
  const { [key]: _, ...rest } = element;
  return rest;
}

function isAssigned(element: Element): boolean {
  return Object.keys(element).length > 0;
}
