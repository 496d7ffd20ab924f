import type { Db } from '@onecampus/database';

export type IdentifierScheme = 'eppn' | 'student_number' | 'employee_number';

export interface FoundPerson {
  readonly personId: string;
  readonly scheme: IdentifierScheme;
  readonly scope: string;
  readonly value: string;
}

/**
 * Active persons who carry an identifier now; usually one, several where two universities gave the same number and no scope
 * was named. Values are compared in their normal form (`normalIdentifier`).
 */
export async function findPeopleByIdentifier(
  db: Db,
  wanted: { value: string; schemes: readonly IdentifierScheme[]; scope?: string },
): Promise<FoundPerson[]> {
  const { rows } = await db.raw<{ rows: FoundPerson[] }>(
    `select i.person_id as "personId", i.scheme, i.scope, i.value
     from directory.identifiers i
     join directory.people p on p.id = i.person_id and p.status = 'active'
     where i.value_normal = ? and i.scheme = any(?::text[]) and i.state = 'current' and (?::text is null or i.scope = ?)
     order by i.scope, i.scheme
     limit 20`,
    [normalIdentifier(wanted.value), [...wanted.schemes], wanted.scope ?? null, wanted.scope ?? null] as never,
  );
  return rows;
}

/** The form in which identifiers are compared: NFC, lower case, no surrounding space. */
export function normalIdentifier(value: string): string {
  return value.normalize('NFC').trim().toLowerCase();
}
