import type { Db } from '@onecampus/database';
import type { GrantedRole } from './staff-role.ts';

/**
 * The live roles of a person. A role lives only while the person has an effective affiliation with that university, so who
 * left yesterday serves nobody today, whether or not anybody remembered to revoke it. Roles of those who became part of the
 * person are his as long as they are.
 */
export async function listRolesOfPerson(db: Db, personId: string): Promise<GrantedRole[]> {
  const { rows } = await db.raw<{ rows: GrantedRole[] }>(
    `select distinct r.role, r.university_id as "universityId"
     from directory.staff_roles r
     where r.person_id in (select directory.same_person(?)) and r.revoked_at is null
       and exists (select from directory.effective_affiliations a
                   where a.person_id = directory.canonical_person(?) and a.university_id = r.university_id)
     order by r.university_id, r.role`,
    [personId, personId],
  );
  return rows;
}
