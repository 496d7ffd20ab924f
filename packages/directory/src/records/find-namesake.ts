import type { Tx } from '@onecampus/database';

/**
 * The person who has this login at this very university now, under the same folded name and no other birth date: one human
 * whom two systems of one university know. A login alone is not enough, for systems give logins of those who left to others.
 */
export async function findNamesake(
  tx: Tx,
  newcomer: {
    readonly login: { readonly scope: string; readonly value: string };
    readonly nameKey: string;
    readonly birthDate: string | null;
  },
): Promise<string | undefined> {
  const { login, nameKey, birthDate } = newcomer;
  const { rows } = await tx.raw<{ rows: { personId: string }[] }>(
    `select i.person_id as "personId"
     from directory.identifiers i
     where i.scheme = 'eppn' and i.scope = ? and i.value_normal = ? and i.state = 'current'
       and i.university_id = directory.current_university()
       and exists (select from directory.source_records r
                   where r.person_id = i.person_id and r.name_key = ? and r.university_id = i.university_id)
       and not exists (select from directory.source_records r where r.person_id = i.person_id and r.birth_date <> ?::date)`,
    [login.scope, login.value, nameKey, birthDate] as never,
  );
  return rows[0]?.personId;
}
