/** A resource in the schema's spelling: core attributes at the top, each extension below its URN. */
export type ScimResource = Readonly<Record<string, unknown>>;
