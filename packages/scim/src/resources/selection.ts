import type { AttributePath } from '../filter/filter.ts';
import { printPath } from '../filter/print-filter.ts';
import type { Projection } from '../query/projection.ts';
import { extensionOf } from '../schemas/attribute-index.ts';
import { findAttribute } from '../schemas/find-attribute.ts';
import type { ResourceSchemas, ScimAttribute } from '../schemas/schema.ts';

/** What of an attribute is returned: all that is by default, nothing, or the sub-attributes that `has` says yes to. */
export type Selected = 'all' | 'none' | { readonly has: (sub: ScimAttribute) => boolean };

export interface Selection {
  /** `extension`: the URN of the schema, for attributes of extensions. */
  readonly of: (attribute: ScimAttribute, extension?: string) => Selected;
}

/** Named attributes: the whole one, or the sub-attributes of it that were named. */
type Named = Map<string, 'whole' | Set<string>>;

function keyOf(attribute: ScimAttribute, extension: string | undefined): string {
  return printPath({ ...(extension === undefined ? {} : { schema: extension }), name: attribute.name });
}

/** Every attribute of an extension that is named as a whole; otherwise the one attribute; unknown names are ignored. */
function expand(path: AttributePath, schemas: ResourceSchemas): AttributePath[] {
  const extension = path.schema === undefined ? undefined : extensionOf(schemas, printPath(path));
  if (extension) return extension.attributes.map(({ name }) => ({ schema: extension.id, name }));
  const found = findAttribute(schemas, path);
  return found ? [found.path] : [];
}

function name(paths: readonly AttributePath[], schemas: ResourceSchemas): Named {
  const named: Named = new Map();
  for (const { sub, ...path } of paths.flatMap((one) => expand(one, schemas))) {
    const key = printPath(path);
    const before = named.get(key);
    if (sub === undefined || before === 'whole') named.set(key, 'whole');
    else named.set(key, (before ?? new Set<string>()).add(sub));
  }
  return named;
}

/**
 * RFC 7644 §3.4.2.5 and §3.9 with `returned` of RFC 7643 §7: `always` and `never` stand above what is asked; `attributes`
 * is what is returned instead of the default, `excludedAttributes` what is taken off it.
 */
export function selectionOf(projection: Projection, schemas: ResourceSchemas): Selection {
  const wanted = projection.attributes && name(projection.attributes, schemas);
  const unwanted = projection.excludedAttributes && name(projection.excludedAttributes, schemas);
  return {
    of(attribute, extension) {
      if (attribute.returned === 'never') return 'none';
      if (attribute.returned === 'always') return 'all';
      const key = keyOf(attribute, extension);
      if (wanted) {
        const part = wanted.get(key);
        if (part === undefined) return 'none';
        return part === 'whole' ? 'all' : { has: (sub) => part.has(sub.name) || sub.returned === 'always' };
      }
      if (attribute.returned === 'request') return 'none';
      const part = unwanted?.get(key);
      if (part === undefined) return 'all';
      return part === 'whole' ? 'none' : { has: (sub) => !part.has(sub.name) || sub.returned === 'always' };
    },
  };
}
