import type { AttributePath, Filter } from './filter.ts';

/** `userName`, `name.givenName`, `urn:…:User:orcid`: the key of an allow-list. */
export function printPath({ schema, name, sub }: AttributePath): string {
  return `${schema === undefined ? '' : `${schema}:`}${name}${sub === undefined ? '' : `.${sub}`}`;
}

/** The text of a filter; `parseFilter` of it is the same tree. */
export function printFilter(filter: Filter): string {
  switch (filter.op) {
    case 'and':
    case 'or':
      return filter.terms.map((term) => printTerm(term, filter.op)).join(` ${filter.op} `);
    case 'not':
      return `not (${printFilter(filter.term)})`;
    case 'has':
      return `${printPath(filter.attribute)}[${printFilter(filter.filter)}]`;
    case 'pr':
      return `${printPath(filter.attribute)} pr`;
    default:
      return `${printPath(filter.attribute)} ${filter.op} ${JSON.stringify(filter.value)}`;
  }
}

/** `or` inside `and` needs parentheses; `and` inside `or` binds by itself. */
function printTerm(term: Filter, outer: 'and' | 'or'): string {
  return outer === 'and' && term.op === 'or' ? `(${printFilter(term)})` : printFilter(term);
}
