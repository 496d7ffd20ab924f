import type { Db } from '@onecampus/database';

/** A value of eduPersonPrincipalName, and the university that gave it. */
export interface PrincipalName {
  readonly universityId: string;
  readonly value: string;
}

/** The logins that a person has now; a former one is his no longer, though nobody else gets it. */
export async function listPrincipalNames(db: Db, personId: string): Promise<PrincipalName[]> {
  const { rows } = await db.raw<{ rows: PrincipalName[] }>(
    `select university_id as "universityId", value from directory.identifiers
     where person_id = ? and scheme = 'eppn' and state = 'current' order by scope, value`,
    [personId],
  );
  return rows;
}
