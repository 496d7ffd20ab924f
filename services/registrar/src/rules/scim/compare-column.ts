import { type ComparisonOperator, type FilterValue, ScimError } from '@onecampus/scim';
import type { FilterColumn, SqlPiece } from './filter-column.ts';

const uuidPattern = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const signs: Readonly<Partial<Record<ComparisonOperator, string>>> = {
  eq: '=',
  ne: 'is distinct from',
  gt: '>',
  ge: '>=',
  lt: '<',
  le: '<=',
};

/** One comparison as SQL. Equality stays `column = ?`, so that an index is used. */
export function compareColumn(
  column: FilterColumn,
  op: ComparisonOperator,
  value: FilterValue,
  path: string,
): SqlPiece {
  if (!('piece' in column)) throw new ScimError(400, `${path} cannot be compared so.`, 'invalidFilter');
  const { sql, values } = column.piece;
  if (value === null) return { sql: `${sql} is ${op === 'ne' ? 'not ' : ''}null`, values };
  const sign = signs[op];
  switch (column.kind) {
    case 'uuid':
      if ((op === 'eq' || op === 'ne') && uuidPattern.test(String(value))) {
        return { sql: `${sql} ${sign} ?::uuid`, values: [...values, value] };
      }
      return compareText({ sql: `${sql}::text`, values }, op, String(value), 'exact');
    case 'time':
      if (sign === undefined) throw new ScimError(400, `${path} is a time and has no parts of text.`, 'invalidFilter');
      return { sql: `${sql} ${sign} ?::timestamptz`, values: [...values, value] };
    case 'boolean':
      return { sql: `${sql} ${sign ?? '='} ?::boolean`, values: [...values, value] };
    default:
      return compareText(column.piece, op, String(value), column.fold);
  }
}

function compareText(
  piece: SqlPiece,
  op: ComparisonOperator,
  value: string,
  fold: 'fold' | 'folded' | 'exact',
): SqlPiece {
  const left = fold === 'fold' ? `lower(${piece.sql})` : piece.sql;
  const right = fold === 'fold' ? 'lower(?::text)' : '?::text';
  const text = fold === 'folded' ? value.normalize('NFC').trim().toLowerCase() : value;
  const values = [...piece.values, text];
  switch (op) {
    case 'co':
      return { sql: `strpos(${left}, ${right}) > 0`, values };
    case 'sw':
      return { sql: `starts_with(${left}, ${right})`, values };
    case 'ew':
      return {
        sql: `right(${left}, length(${right})) = ${right}`,
        values: [...values, text, text].slice(0, piece.values.length + 2),
      };
    case 'eq':
    case 'ne':
      return { sql: `${left} ${signs[op]} ${right}`, values };
    default:
      return { sql: `${left} collate "C" ${signs[op]} ${right} collate "C"`, values };
  }
}
