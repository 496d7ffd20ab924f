import type { FilterColumn } from './filter-column.ts';

const columns: Readonly<Record<string, FilterColumn>> = {
  id: { kind: 'uuid', piece: { sql: 'g.id', values: [] } },
  displayName: { kind: 'text', piece: { sql: 'g.display_name', values: [] }, fold: 'fold' },
  externalId: { kind: 'text', piece: { sql: 'g.external_id', values: [] }, fold: 'exact' },
  'meta.created': { kind: 'time', piece: { sql: 'g.created_at', values: [] } },
  'meta.lastModified': { kind: 'time', piece: { sql: 'g.updated_at', values: [] } },
  members: {
    kind: 'rows',
    exists: `select from directory.group_members gm where gm.group_id = g.id and upper_inf(gm.valid)`,
    subs: { value: { kind: 'uuid', piece: { sql: 'gm.source_record_id', values: [] } } },
  },
};

/** The column of a Group's attribute; `g` is the group. */
export function groupColumn(path: string): FilterColumn | undefined {
  return Object.hasOwn(columns, path) ? columns[path] : undefined;
}
