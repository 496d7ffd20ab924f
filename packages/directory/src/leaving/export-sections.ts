/** A section of an export: how one page of it is read. `:university`, `:after` and `:limit` are given. */
export interface ExportSection {
  readonly type: string;
  /** Selects `id` (text, in the order of the page) and `line` (a JSON object). */
  readonly page: string;
}

/** Both axes of time, as [from, until) each; `null` is open. */
const windows = `'valid', jsonb_build_array(lower(a.valid), upper(a.valid)), 'recorded', jsonb_build_array(lower(a.recorded), upper(a.recorded))`;

/** Everything that a university says, but for what is sealed: the history of records is opened page by page. */
export const exportSections: readonly ExportSection[] = [
  {
    type: 'source',
    page: `select s.id::text as id, jsonb_build_object('id', s.id, 'label', s.label, 'kind', s.kind, 'precedence', s.precedence,
             'mapping', s.mapping, 'shrink_limit', s.shrink_limit, 'created_at', s.created_at) as line
           from directory.sources s where s.university_id = :university and s.id > :after order by s.id limit :limit`,
  },
  {
    type: 'record',
    page: `select r.id::text as id, jsonb_build_object('id', r.id, 'source', s.label, 'source_key', r.source_key, 'person', p.reference_id,
             'family_name', r.family_name, 'given_name', r.given_name, 'patronymic', r.patronymic, 'birth_date', r.birth_date,
             'email', r.email, 'phone', r.phone, 'has_national_number', r.national_number_hmac is not null, 'version', r.version,
             'created_at', r.created_at, 'updated_at', r.updated_at, 'missing_since', r.missing_since,
             'identifiers', (select coalesce(jsonb_agg(jsonb_build_object('scheme', i.scheme, 'scope', i.scope, 'value', i.value,
                'state', i.state, 'created_at', i.created_at) order by i.id), '[]')
                from directory.identifiers i where i.source_record_id = r.id and i.state <> 'tombstone'),
             'affiliations', (select coalesce(jsonb_agg(jsonb_build_object('affiliation', a.affiliation, 'scope', a.scope,
                'org_unit', a.org_unit, 'programme', a.programme, 'grace', a.grace, ${windows}) order by lower(a.recorded), a.id), '[]')
                from directory.affiliations a where a.source_record_id = r.id),
             'scim', (select jsonb_build_object('userName', u.user_name, 'externalId', u.external_id, 'active', u.active, 'attributes', u.attributes)
                from directory.scim_users u where u.source_record_id = r.id)) as line
           from directory.source_records r
           join directory.sources s on s.id = r.source_id
           join directory.people p on p.id = r.person_id
           where r.university_id = :university and r.erased_at is null and r.id > :after order by r.id limit :limit`,
  },
  {
    type: 'group',
    page: `select g.id::text as id, jsonb_build_object('id', g.id, 'display_name', g.display_name, 'external_id', g.external_id, 'kind', g.kind,
             'created_at', g.created_at, 'deleted_at', g.deleted_at) as line
           from directory.groups g where g.university_id = :university and g.id > :after order by g.id limit :limit`,
  },
  {
    type: 'membership',
    page: `select (m.group_id::text || m.source_record_id || lower(m.valid)) as id, jsonb_build_object('group', m.group_id, 'record', m.source_record_id,
             'valid', jsonb_build_array(lower(m.valid), upper(m.valid)), 'added_by', m.added_by) as line
           from directory.group_members m
           where m.university_id = :university and (m.group_id::text || m.source_record_id || lower(m.valid)) > :afterText
           order by 1 limit :limit`,
  },
  {
    type: 'entitlement',
    page: `select e.uri as id, jsonb_build_object('uri', e.uri, 'label_ru', e.label_ru, 'label_en', e.label_en) as line
           from directory.entitlements e where e.university_id = :university and e.uri > :afterText order by e.uri limit :limit`,
  },
  {
    type: 'grant',
    page: `select g.id::text as id, jsonb_build_object('id', g.id, 'uri', g.uri, 'record', g.source_record_id, 'group', g.group_id,
             'affiliation_university', g.affiliation_university_id, 'affiliation', g.affiliation, 'agreement', g.agreement_id,
             'valid', jsonb_build_array(lower(g.valid), upper(g.valid)), 'granted_by', g.granted_by, 'created_at', g.created_at) as line
           from directory.entitlement_grants g where g.university_id = :university and g.id > :after order by g.id limit :limit`,
  },
  {
    type: 'role',
    page: `select s.id::text as id, jsonb_build_object('person', p.reference_id, 'role', s.role, 'granted_by', s.granted_by, 'granted_at', s.granted_at,
             'revoked_by', s.revoked_by, 'revoked_at', s.revoked_at) as line
           from directory.staff_roles s left join directory.people p on p.id = s.person_id
           where s.university_id = :university and s.id > :after order by s.id limit :limit`,
  },
  {
    type: 'disclosure',
    page: `select d.id::text as id, jsonb_build_object('person', p.reference_id, 'at', d.at, 'to', d.to_party, 'attributes', d.attributes,
             'basis', d.basis, 'purpose', d.purpose) as line
           from directory.disclosures d left join directory.people p on p.id = d.person_id
           where d.from_university_id = :university and d.id > :after order by d.id limit :limit`,
  },
];
