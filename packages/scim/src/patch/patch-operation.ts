import type { AttributePath, Filter } from '../filter/filter.ts';

/**
 * Where an operation works: an attribute, `name.givenName` (in `attribute.sub`), or the elements of a multi-valued
 * attribute for which `filter` holds, and of these the sub-attribute `sub`.
 */
export interface PatchPath {
  readonly attribute: AttributePath;
  readonly filter?: Filter;
  readonly sub?: string;
}

/**
 * One row operation. `readPatch` leaves only these shapes:
 *
 * | op | path | value |
 * |---|---|---|
 * | add, replace | single-valued attribute, or one sub-attribute of a complex one | the value, of the schema's type |
 * | add, replace | multi-valued attribute | an array of values, never empty |
 * | add, replace | attribute[filter].sub | the value; where no element answers the filter, one is made (§4.1, 8) |
 * | add, replace | attribute[filter] | an object of sub-attributes |
 * | remove | any | absent: everything at the path |
 * | remove | multi-valued attribute | an array: exactly these elements, told apart by their `value` |
 */
export interface PatchOperation {
  readonly op: 'add' | 'replace' | 'remove';
  readonly path: PatchPath;
  readonly value?: unknown;
}

export interface PatchLimits {
  readonly operations_max?: number;
  /** Elements of multi-valued attributes in the whole request. */
  readonly members_max?: number;
}
