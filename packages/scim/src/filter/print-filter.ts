import type { AttributePath, Filter } from './filter.ts';

/** `userName`, `name.givenName`, `urn:…:User:orcid`: the key of an allow-list. */
export function printPath(_path: AttributePath): string {
  throw new Error('being written');
}

/** The text of a filter; `parseFilter` of it is the same tree. */
export function printFilter(_filter: Filter): string {
  throw new Error('being written');
}
