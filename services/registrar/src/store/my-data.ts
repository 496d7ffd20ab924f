import type { Tx } from '@onecampus/database';

/** A record of some university, as the person of whom it speaks may read it. */
export interface MyRecord {
  readonly id: string;
  readonly universityId: string;
  readonly source: string;
  readonly sourceKey: string;
  readonly familyName: string;
  readonly givenName: string | null;
  readonly patronymic: string | null;
  readonly birthDate: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  /** The number itself is nowhere: only its mark, by which the same human is recognised. */
  readonly nationalNumberKnown: boolean;
  readonly documentKnown: boolean;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly missingSince: Date | null;
}

/** The living records of all universities about a person, and about those who became part of him. */
export async function listMyRecords(tx: Tx, personId: string): Promise<MyRecord[]> {
  const { rows } = await tx.raw<{ rows: MyRecord[] }>(
    `select r.id, r.university_id as "universityId", s.label as source, r.source_key as "sourceKey", r.family_name as "familyName",
            r.given_name as "givenName", r.patronymic, r.birth_date::text as "birthDate", r.email, r.phone,
            r.national_number_hmac is not null as "nationalNumberKnown", r.document_hmac is not null as "documentKnown",
            r.created_at as "createdAt", r.updated_at as "updatedAt", r.missing_since as "missingSince"
     from directory.source_records r
     join directory.sources s on s.id = r.source_id join directory.universities u on u.id = r.university_id
     where r.person_id = directory.canonical_person(?) and r.erased_at is null
     order by u.slug, (r.missing_since is not null), s.precedence, r.created_at, r.id`,
    [personId],
  );
  return rows;
}

export interface MyAffiliation {
  readonly id: string;
  readonly recordId: string;
  readonly universityId: string;
  readonly affiliation: 'faculty' | 'student' | 'staff' | 'employee' | 'alum' | 'affiliate' | 'library-walk-in';
  readonly scope: string;
  readonly orgUnit: string | null;
  readonly programme: string | null;
  readonly validFrom: Date;
  readonly validUntil: Date | null;
  /** With grace; the second from which it opens nothing. */
  readonly effectiveUntil: Date | null;
}

/** What is believed today of all times: past, present and to come, the latest first. */
export async function listMyAffiliations(tx: Tx, personId: string): Promise<MyAffiliation[]> {
  const { rows } = await tx.raw<{ rows: MyAffiliation[] }>(
    `select a.id, a.source_record_id as "recordId", a.university_id as "universityId", a.affiliation, a.scope, a.org_unit as "orgUnit",
            a.programme, lower(a.valid) as "validFrom", upper(a.valid) as "validUntil", upper(a.valid) + a.grace as "effectiveUntil"
     from directory.affiliations a
     where a.person_id = directory.canonical_person(?) and upper_inf(a.recorded)
     order by lower(a.valid) desc, a.id limit 500`,
    [personId],
  );
  return rows;
}

export interface MyIdentifier {
  readonly id: string;
  readonly recordId: string;
  readonly universityId: string;
  readonly scheme: string;
  readonly value: string;
  readonly state: 'current' | 'prior';
  readonly since: Date;
}

export async function listMyIdentifiers(tx: Tx, personId: string): Promise<MyIdentifier[]> {
  const { rows } = await tx.raw<{ rows: MyIdentifier[] }>(
    `select id, source_record_id as "recordId", university_id as "universityId", scheme, value, state, created_at as since
     from directory.identifiers where person_id = directory.canonical_person(?) and state <> 'tombstone'
     order by state, scheme, created_at desc, value`,
    [personId],
  );
  return rows;
}

export interface MyGroup {
  readonly id: string;
  readonly universityId: string;
  readonly displayName: string;
  readonly validFrom: Date;
  readonly validUntil: Date | null;
}

/** Groups of which the person is a member, or will be. */
export async function listMyGroups(tx: Tx, personId: string): Promise<MyGroup[]> {
  const { rows } = await tx.raw<{ rows: MyGroup[] }>(
    `select g.id, g.university_id as "universityId", g.display_name as "displayName", lower(m.valid) as "validFrom", upper(m.valid) as "validUntil"
     from directory.group_members m join directory.groups g on g.id = m.group_id and g.deleted_at is null
     where m.person_id = directory.canonical_person(?) and (upper_inf(m.valid) or upper(m.valid) > now())
     order by lower(g.display_name), lower(m.valid)`,
    [personId],
  );
  return rows;
}

export interface MyEntitlement {
  readonly grantId: string;
  readonly uri: string;
  /** Who grants it. */
  readonly universityId: string;
  readonly label: { readonly ru: string; readonly en: string };
  readonly validUntil: Date | null;
  /** The agreement between universities on which it rests, where there is one. */
  readonly agreement: { readonly reference: string; readonly ru: string; readonly en: string } | null;
}

/** What the person is entitled to at this moment, by the clock. */
export async function listMyEntitlements(tx: Tx, personId: string): Promise<MyEntitlement[]> {
  const { rows } = await tx.raw<{ rows: MyEntitlement[] }>(
    `select distinct on (e.uri, e.grant_id) e.grant_id as "grantId", e.uri, e.university_id as "universityId",
            json_build_object('ru', t.label_ru, 'en', t.label_en) as label, upper(g.valid) as "validUntil",
            case when a.id is null then null
                 else json_build_object('reference', a.reference, 'ru', a.title_ru, 'en', a.title_en) end as agreement
     from directory.effective_entitlements e
     join directory.entitlements t on t.uri = e.uri
     join directory.entitlement_grants g on g.id = e.grant_id
     left join directory.agreements a on a.id = e.agreement_id
     where e.person_id = directory.canonical_person(?) order by e.uri, e.grant_id`,
    [personId],
  );
  return rows;
}
