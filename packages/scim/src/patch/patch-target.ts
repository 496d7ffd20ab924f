import { refuse } from '../errors/scim-error.ts';
import { printPath } from '../filter/print-filter.ts';
import { resolveSubFilter } from '../filter/resolve-filter.ts';
import { subIndex } from '../schemas/attribute-index.ts';
import { findAttribute } from '../schemas/find-attribute.ts';
import type { ResourceSchemas, ScimAttribute } from '../schemas/schema.ts';
import type { PatchPath } from './patch-operation.ts';

/** A path with what the schema says of it. */
export interface PatchTarget {
  readonly path: PatchPath;
  readonly attribute: ScimAttribute;
  /** `givenName` of `name.givenName`, `value` of `emails[…].value`. */
  readonly sub?: ScimAttribute;
  /** For sentences. */
  readonly where: string;
}

/** The target of a parsed path, in the schema's spelling, or nothing if the schemas have no such attribute. */
export function findTarget(path: PatchPath, schemas: ResourceSchemas): PatchTarget | undefined {
  const found = findAttribute(schemas, path.attribute);
  if (!found) return undefined;
  const { attribute } = found;
  const where = printPath(found.path);
  if (path.filter === undefined) {
    if (attribute.multiValued && found.sub) {
      throw refuse(
        'invalidPath',
        `${where} needs a filter that says of which value: ${attribute.name}[…].${found.sub.name}.`,
      );
    }
    return { path: { attribute: found.path }, attribute, where, ...(found.sub ? { sub: found.sub } : {}) };
  }
  if (!attribute.multiValued || attribute.type !== 'complex') {
    throw refuse('invalidPath', `${where} has no values to choose from by a filter.`);
  }
  const filter = resolveSubFilter(path.filter, attribute, (detail) => refuse('invalidPath', detail));
  if (path.sub === undefined) return { path: { attribute: found.path, filter }, attribute, where };
  const sub = subIndex(attribute).get(path.sub.toLowerCase());
  return (
    sub && { path: { attribute: found.path, filter, sub: sub.name }, attribute, sub, where: `${where}[…].${sub.name}` }
  );
}

export function isReadOnly({ attribute, sub }: PatchTarget): boolean {
  return attribute.mutability === 'readOnly' || sub?.mutability === 'readOnly';
}
