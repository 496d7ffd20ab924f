import type { Db } from '@onecampus/database';
import type { EffectiveAffiliation, PersonProfile } from './profile.ts';

type Row = Omit<PersonProfile, 'affiliations'> & {
  affiliations: (Omit<EffectiveAffiliation, 'effectiveUntil'> & { effectiveUntil: string | null })[];
};

/**
 * Name and effective affiliations of an active person in one round trip; `undefined` where there is none. Who became part of
 * another is that other; `personId` says who.
 */
export async function findProfile(db: Db, personId: string): Promise<PersonProfile | undefined> {
  const { rows } = await db.raw<{ rows: Row[] }>(
    `select p.id as "personId", p.reference_id as "referenceId", n.family_name as "familyName", n.given_name as "givenName",
            n.patronymic, n.university_id as "universityId",
            coalesce((
              select json_agg(json_build_object(
                       'affiliation', a.affiliation, 'scope', a.scope, 'universityId', a.university_id,
                       'orgUnit', a.org_unit, 'programme', a.programme, 'effectiveUntil', a.effective_until)
                     order by a.scope, a.affiliation)
              from directory.effective_affiliations a where a.person_id = p.id), '[]') as affiliations
     from directory.people p
     join directory.person_names n on n.person_id = p.id
     where p.status = 'active' and p.id = (
       select case r.status when 'merged' then directory.canonical_person(r.id) else r.id end
       from directory.people r where r.id = ?)`,
    [personId],
  );
  const row = rows[0];
  if (!row) return undefined;
  return {
    ...row,
    affiliations: row.affiliations.map((one) => ({
      ...one,
      effectiveUntil: one.effectiveUntil ? new Date(one.effectiveUntil) : null,
    })),
  };
}
