import { ScimError } from '../errors/scim-error.ts';
import { isObject } from '../resources/read-value.ts';
import { extensionOf } from '../schemas/attribute-index.ts';
import type { ResourceSchemas } from '../schemas/schema.ts';
import { parsePatchPath } from './parse-patch-path.ts';
import type { PatchPath } from './patch-operation.ts';
import { findTarget, type PatchTarget } from './patch-target.ts';

export interface Assignment {
  /** Absent: the schemas have no such attribute. */
  readonly target?: PatchTarget;
  readonly key: string;
  readonly value: unknown;
}

/** A key as a path. A word that cannot be one is merely unknown: a body may hold what we do not know. */
function pathOf(key: string): PatchPath | undefined {
  try {
    return parsePatchPath(key);
  } catch (error) {
    if (error instanceof ScimError) return undefined;
    throw error;
  }
}

/** Attributes below the URN of an extension, each under its full name. */
export function explodeExtension(
  urn: string,
  value: Readonly<Record<string, unknown>>,
  schemas: ResourceSchemas,
): Assignment[] {
  return Object.entries(value).map(([key, one]) => assignmentOf(`${urn}:${key}`, one, schemas));
}

function assignmentOf(key: string, value: unknown, schemas: ResourceSchemas): Assignment {
  const path = pathOf(key);
  const target = path && findTarget(path, schemas);
  return { key, value, ...(target ? { target } : {}) };
}

/**
 * A part of a resource as single assignments, RFC 7644 §3.5.2.1. Keys may be what Entra sends (behaviour 7): dotted
 * (`name.givenName`), with a filter (`emails[type eq "work"].value`), below or behind the URN of an extension.
 */
export function explodeResource(value: Readonly<Record<string, unknown>>, schemas: ResourceSchemas): Assignment[] {
  return Object.entries(value).flatMap(([key, one]) => {
    const extension = key.includes(':') ? extensionOf(schemas, key) : undefined;
    return extension && isObject(one)
      ? explodeExtension(extension.id, one, schemas)
      : [assignmentOf(key, one, schemas)];
  });
}
