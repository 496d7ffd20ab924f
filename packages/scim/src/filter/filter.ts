/**
 * The name of an attribute: `[schema:]name[.sub]`, RFC 7644 §3.10. As parsed, in the spelling of the client; after
 * `findAttribute`, `resolveFilter` or `readPatch` in the spelling of the schema, and `schema` only for extensions.
 */
export interface AttributePath {
  readonly schema?: string;
  readonly name: string;
  readonly sub?: string;
}

export type ComparisonOperator = 'eq' | 'ne' | 'co' | 'sw' | 'ew' | 'gt' | 'lt' | 'ge' | 'le';
export type FilterValue = string | number | boolean | null;

export interface Comparison {
  readonly op: ComparisonOperator;
  readonly attribute: AttributePath;
  readonly value: FilterValue;
}
export interface Presence {
  readonly op: 'pr';
  readonly attribute: AttributePath;
}
/** One element of a multi-valued attribute for which all of `filter` holds; names inside are sub-attributes (`name` only). */
export interface Has {
  readonly op: 'has';
  readonly attribute: AttributePath;
  readonly filter: Filter;
}
/** Two terms at least, none of them of the same `op`: `a and (b and c)` is one node of three. */
export interface Junction {
  readonly op: 'and' | 'or';
  readonly terms: readonly Filter[];
}
export interface Negation {
  readonly op: 'not';
  readonly term: Filter;
}

export type Filter = Comparison | Presence | Has | Junction | Negation;

export interface FilterLimits {
  /** Open parentheses and brackets at one time. */
  readonly depth_max?: number;
  /** Comparisons and presences in the whole filter. */
  readonly terms_max?: number;
  /** UTF-16 units of the text. */
  readonly length_max?: number;
}
