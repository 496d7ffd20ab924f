import { refuse, type ScimError } from '../errors/scim-error.ts';
import { isDateTime, readBoolean } from '../resources/read-simple-value.ts';
import { subIndex } from '../schemas/attribute-index.ts';
import { type FoundAttribute, findAttribute } from '../schemas/find-attribute.ts';
import type { ResourceSchemas, ScimAttribute } from '../schemas/schema.ts';
import type { AttributePath, Comparison, Filter, FilterValue } from './filter.ts';
import { printPath } from './print-filter.ts';

type Found = Pick<FoundAttribute, 'attribute' | 'sub' | 'path'>;
/** Where names are looked up, and what kind of refusal a wrong one is. */
interface Scope {
  readonly find: (path: AttributePath) => Found | undefined;
  readonly refuse: (detail: string) => ScimError;
}

/**
 * The same filter, ready to be compiled: every name in the schema's spelling, complex attributes compared by their `value`
 * (`emails co "x"` is `emails.value co "x"`), booleans as booleans (`active eq "True"` included).
 *
 * Throws 400 invalidFilter on unknown attributes, on attributes that are never returned (a filter must not tell what an
 * answer does not), and on comparisons that the type does not have.
 */
export function resolveFilter(filter: Filter, schemas: ResourceSchemas): Filter {
  return resolve(filter, {
    find: (path) => findAttribute(schemas, path),
    refuse: (detail) => refuse('invalidFilter', detail),
  });
}

/** The same for what stands in the brackets after `attribute`. */
export function resolveSubFilter(filter: Filter, attribute: ScimAttribute, refusal: Scope['refuse']): Filter {
  const find = ({ schema, name, sub }: AttributePath): Found | undefined => {
    const found = schema === undefined && sub === undefined ? subIndex(attribute).get(name.toLowerCase()) : undefined;
    return found && { attribute: found, path: { name: found.name } };
  };
  return resolve(filter, { find, refuse: refusal });
}

function resolve(filter: Filter, scope: Scope): Filter {
  switch (filter.op) {
    case 'and':
    case 'or':
      return { op: filter.op, terms: filter.terms.map((term) => resolve(term, scope)) };
    case 'not':
      return { op: 'not', term: resolve(filter.term, scope) };
    case 'pr':
      return { op: 'pr', attribute: lookUp(filter.attribute, scope).path };
    case 'has': {
      const { attribute, sub, path } = lookUp(filter.attribute, scope);
      if (sub !== undefined || attribute.type !== 'complex') {
        throw scope.refuse(`${printPath(path)} has no parts, so that nothing can stand in brackets after it.`);
      }
      return { op: 'has', attribute: path, filter: resolveSubFilter(filter.filter, attribute, scope.refuse) };
    }
    default:
      return resolveComparison(filter, scope);
  }
}

function lookUp(path: AttributePath, scope: Scope): Found {
  const found = scope.find(path);
  const name = printPath(path);
  if (!found) throw scope.refuse(`There is no attribute ${name.length > 120 ? 'of that name' : `"${name}"`} here.`);
  if (found.attribute.returned === 'never' || found.sub?.returned === 'never') {
    throw scope.refuse(`${printPath(found.path)} cannot be asked for.`);
  }
  return found;
}

function resolveComparison({ op, attribute: asked, value }: Comparison, scope: Scope): Comparison {
  const found = lookUp(asked, scope);
  let attribute = found.sub ?? found.attribute;
  let path = found.path;
  if (attribute.type === 'complex') {
    const compared = subIndex(attribute).get('value');
    if (!compared)
      throw scope.refuse(`${printPath(path)} has parts: compare one of them, such as ${firstPart(path, attribute)}.`);
    attribute = compared;
    path = { ...path, sub: compared.name };
  }
  const fits = comparable(attribute, op, value);
  if (fits === undefined) {
    throw scope.refuse(`${printPath(path)} is of type ${attribute.type} and cannot be compared so ("${op}").`);
  }
  return { op, attribute: path, value: fits };
}

function firstPart(path: AttributePath, attribute: ScimAttribute): string {
  return printPath({ ...path, sub: attribute.subAttributes?.[0]?.name ?? 'value' });
}

/** The value as the attribute's type has it, or nothing where they cannot be compared so. */
function comparable({ type }: ScimAttribute, op: Comparison['op'], value: FilterValue): FilterValue | undefined {
  if (value === null) return value;
  const equality = op === 'eq' || op === 'ne';
  const partOf = op === 'co' || op === 'sw' || op === 'ew';
  switch (type) {
    case 'boolean':
      return equality ? readBoolean(value) : undefined;
    case 'integer':
    case 'decimal':
      return typeof value === 'number' ? value : undefined;
    case 'dateTime':
      return typeof value === 'string' && !partOf && isDateTime(value) ? value : undefined;
    default:
      return typeof value === 'string' ? value : undefined;
  }
}
