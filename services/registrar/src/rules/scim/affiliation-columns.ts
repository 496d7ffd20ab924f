import type { FilterColumn } from './filter-column.ts';

const text = (sql: string, fold: 'fold' | 'exact' = 'fold'): FilterColumn => ({
  kind: 'text',
  piece: { sql, values: [] },
  fold,
});
const time = (sql: string): FilterColumn => ({ kind: 'time', piece: { sql, values: [] } });

const columns: Readonly<Record<string, FilterColumn>> = {
  id: { kind: 'uuid', piece: { sql: 's.id', values: [] } },
  externalId: text('s.external_id', 'exact'),
  'user.value': { kind: 'uuid', piece: { sql: 's.source_record_id', values: [] } },
  affiliation: text('s.affiliation'),
  scope: text('s.scope'),
  orgUnit: text('s.org_unit'),
  programme: text('s.programme'),
  endReason: text('s.end_reason'),
  validFrom: time('lower(s.valid)'),
  validUntil: time('upper(s.valid)'),
  'meta.created': time('s.created_at'),
  'meta.lastModified': time('s.updated_at'),
};

/** The column of an Affiliation's attribute; `s` is what was said. */
export function affiliationColumn(path: string): FilterColumn | undefined {
  return Object.hasOwn(columns, path) ? columns[path] : undefined;
}
