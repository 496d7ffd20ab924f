export type AttributeType =
  | 'string'
  | 'boolean'
  | 'decimal'
  | 'integer'
  | 'dateTime'
  | 'binary'
  | 'reference'
  | 'complex';

/** One attribute with every characteristic of RFC 7643 §7, and two of ours that `/Schemas` does not show. */
export interface ScimAttribute {
  readonly name: string;
  readonly type: AttributeType;
  readonly multiValued: boolean;
  readonly description: string;
  readonly required: boolean;
  readonly canonicalValues?: readonly string[];
  readonly caseExact: boolean;
  readonly mutability: 'readOnly' | 'readWrite' | 'immutable' | 'writeOnly';
  readonly returned: 'always' | 'never' | 'default' | 'request';
  readonly uniqueness: 'none' | 'server' | 'global';
  readonly referenceTypes?: readonly string[];
  readonly subAttributes?: readonly ScimAttribute[];
  /** Ours: `canonicalValues` is the whole vocabulary and anything else is refused. */
  readonly closed?: true;
  /** Ours: a string of this form: `2026-11-22`, or an ISO 8601 duration as `P30D`. */
  readonly format?: 'date' | 'duration';
}

export interface ScimSchema {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly attributes: readonly ScimAttribute[];
}

/** The schema of a resource first, then its extensions. */
export type ResourceSchemas = readonly [ScimSchema, ...ScimSchema[]];
