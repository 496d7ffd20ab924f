import { type Comparison, type Filter, printPath, ScimError } from '@onecampus/scim';
import { compareColumn } from './compare-column.ts';
import type { ColumnOf, FilterColumn, SqlPiece } from './filter-column.ts';

/**
 * A resolved filter as SQL over an allow-list of columns: every name in the text is ours, every value a parameter. As long
 * as the filter and no longer. @throws ScimError 400 invalidFilter for an attribute that cannot be asked for.
 */
export function compileFilter(filter: Filter, columnOf: ColumnOf): SqlPiece {
  switch (filter.op) {
    case 'and':
    case 'or':
      return joined(
        filter.terms.map((term) => compileFilter(term, columnOf)),
        ` ${filter.op} `,
      );
    case 'not': {
      const { sql, values } = compileFilter(filter.term, columnOf);
      // An attribute that is not there compares as unknown; what is not known to hold does not hold.
      return { sql: `(${sql}) is not true`, values };
    }
    case 'has':
      return inElements(columnFor(printPath(filter.attribute), columnOf), filter.filter);
    case 'pr':
      return present(printPath(filter.attribute), columnOf);
    default:
      return compare(filter, columnOf);
  }
}

function columnFor(path: string, columnOf: ColumnOf): FilterColumn {
  const column = columnOf(path);
  if (column) return column;
  throw new ScimError(400, `${path} cannot be used in a filter.`, 'invalidFilter');
}

function compare({ op, attribute, value }: Comparison, columnOf: ColumnOf): SqlPiece {
  const { sub, ...top } = attribute;
  const whole = columnOf(printPath(top));
  if (sub !== undefined && (whole?.kind === 'elements' || whole?.kind === 'rows')) {
    return inElements(whole, { op, attribute: { name: sub }, value });
  }
  return compareColumn(columnFor(printPath(attribute), columnOf), op, value, printPath(attribute));
}

function present(path: string, columnOf: ColumnOf): SqlPiece {
  const [name = '', sub] = path.includes(':') ? [path] : path.split('.');
  const whole = columnOf(name);
  if (whole?.kind === 'elements' || whole?.kind === 'rows') {
    return inElements(whole, sub === undefined ? undefined : { op: 'pr', attribute: { name: sub } });
  }
  const column = columnFor(path, columnOf);
  return 'piece' in column
    ? { sql: `${column.piece.sql} is not null`, values: column.piece.values }
    : { sql: 'true', values: [] };
}

/** One element for which all of the filter holds. */
function inElements(column: FilterColumn, filter: Filter | undefined): SqlPiece {
  if (column.kind === 'rows') {
    const inner = filter === undefined ? always : compileFilter(filter, (sub) => column.subs[sub]);
    return { sql: `exists (${column.exists} and ${inner.sql})`, values: inner.values };
  }
  if (column.kind !== 'elements')
    throw new ScimError(400, 'Brackets stand after an attribute of many values.', 'invalidFilter');
  const inner = filter === undefined ? always : compileFilter(filter, (sub) => elementColumn(sub, column.exact));
  const exists: SqlPiece = {
    sql: `exists (select from jsonb_array_elements(${column.list.sql}) as one where ${inner.sql})`,
    values: [...column.list.values, ...inner.values],
  };
  const prefilter = filter && column.prefilter?.(filter);
  return prefilter ? joined([prefilter, exists], ' and ') : exists;
}

const always: SqlPiece = { sql: 'true', values: [] };

function elementColumn(sub: string, exact: ReadonlySet<string>): FilterColumn {
  if (sub === 'primary') return { kind: 'boolean', piece: { sql: `(one ->> 'primary')::boolean`, values: [] } };
  return { kind: 'text', piece: { sql: '(one ->> ?::text)', values: [sub] }, fold: exact.has(sub) ? 'exact' : 'fold' };
}

/** Pieces with a word between, in parentheses. */
export function joined(pieces: readonly SqlPiece[], word: string): SqlPiece {
  return { sql: `(${pieces.map(({ sql }) => sql).join(word)})`, values: pieces.flatMap(({ values }) => [...values]) };
}
