import { type Filter, findAttribute, parsePatchPath, type ScimAttribute, userSchemas } from '@onecampus/scim';
import { campusUrn } from './extension-urns.ts';
import type { FilterColumn, SqlPiece } from './filter-column.ts';

const own: Readonly<Record<string, FilterColumn>> = {
  id: { kind: 'uuid', piece: { sql: 'r.id', values: [] } },
  userName: { kind: 'text', piece: { sql: 'u.user_name_normal', values: [] }, fold: 'folded' },
  externalId: { kind: 'text', piece: { sql: 'u.external_id', values: [] }, fold: 'exact' },
  active: { kind: 'boolean', piece: { sql: 'u.active', values: [] } },
  'meta.created': { kind: 'time', piece: { sql: 'r.created_at', values: [] } },
  'meta.lastModified': { kind: 'time', piece: { sql: 'r.updated_at', values: [] } },
  groups: {
    kind: 'rows',
    exists: `select from directory.group_members gm join directory.groups g on g.id = gm.group_id and g.deleted_at is null
             where gm.source_record_id = r.id and upper_inf(gm.valid)`,
    subs: {
      value: { kind: 'uuid', piece: { sql: 'g.id', values: [] } },
      display: { kind: 'text', piece: { sql: 'g.display_name', values: [] }, fold: 'fold' },
    },
  },
  [`${campusUrn}:eduPersonPrincipalName`]: {
    kind: 'text',
    piece: {
      sql: `(select i.value_normal from directory.identifiers i where i.person_id = r.person_id and i.university_id = r.university_id and i.scheme = 'eppn' and i.state = 'current'
              order by i.source_record_id <> r.id, i.created_at desc limit 1)`,
      values: [],
    },
    fold: 'fold',
  },
};

/** The column of a User's attribute (`r`: source_records, `u`: scim_users): our own, or where it lies in what was sent. */
export function userColumn(path: string): FilterColumn | undefined {
  if (Object.hasOwn(own, path)) return own[path];
  const found = findAttribute(userSchemas, parsePatchPath(path).attribute);
  if (!found) return undefined;
  const { attribute, sub, schema } = found;
  if (attribute.mutability === 'readOnly' || attribute.returned === 'never') return undefined;
  const keys = [...(schema === userSchemas[0] ? [] : [schema.id]), attribute.name, ...(sub ? [sub.name] : [])];
  if (attribute.multiValued) return sub ? undefined : elementsOf(attribute, keys);
  const simple = sub ?? attribute;
  if (simple.type === 'complex') return undefined;
  const piece: SqlPiece = { sql: '(u.attributes #>> ?::text[])', values: [keys] };
  if (simple.type === 'boolean') return { kind: 'boolean', piece: { ...piece, sql: `${piece.sql}::boolean` } };
  return { kind: 'text', piece, fold: simple.caseExact ? 'exact' : 'fold' };
}

function elementsOf(attribute: ScimAttribute, keys: readonly string[]): FilterColumn {
  const exact = (attribute.subAttributes ?? []).filter((one) => one.caseExact).map((one) => one.name);
  return {
    kind: 'elements',
    list: { sql: `coalesce(u.attributes #> ?::text[], '[]')`, values: [keys] },
    exact: new Set(exact),
    ...(attribute.name === 'emails' ? { prefilter: byAddress } : {}),
  };
}

/** Users with an address that the filter names: found by an index, before what was sent is looked into. */
function byAddress(filter: Filter): SqlPiece | undefined {
  const terms = filter.op === 'and' ? filter.terms : [filter];
  const named = terms.find(
    (term) => term.op === 'eq' && term.attribute.name === 'value' && typeof term.value === 'string',
  );
  if (named?.op !== 'eq') return undefined;
  return {
    sql: `r.id in (select e.source_record_id from directory.scim_user_emails e
                   where e.university_id = directory.current_university() and e.value_normal = lower(?::text))`,
    values: [named.value],
  };
}
