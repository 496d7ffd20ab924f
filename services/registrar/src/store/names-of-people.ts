import type { Tx } from '@onecampus/database';
import { fullName } from '@onecampus/directory';

/**
 * Names by which a university knows people that are written like actors (`person:<uuid>`). Whom it has no record of is not
 * in the answer, nor is a program.
 */
export async function listNames(
  tx: Tx,
  universityId: string,
  written: readonly (string | null)[],
): Promise<Map<string, string>> {
  const ids = written.flatMap((one) => (one?.startsWith('person:') ? [one.slice('person:'.length)] : []));
  if (ids.length === 0) return new Map();
  const { rows } = await tx.raw<{
    rows: { id: string; familyName: string; givenName: string | null; patronymic: string | null }[];
  }>(
    `select o.id, n.family_name as "familyName", n.given_name as "givenName", n.patronymic
     from unnest(?::uuid[]) as o (id)
     cross join lateral (
       select r.family_name, r.given_name, r.patronymic
       from directory.source_records r join directory.sources s on s.id = r.source_id
       where r.person_id = directory.canonical_person(o.id) and r.university_id = ? and r.family_name is not null
       order by (r.missing_since is not null), s.precedence, r.created_at, r.id limit 1) as n`,
    [[...new Set(ids)], universityId] as never,
  );
  return new Map(rows.map((row) => [`person:${row.id}`, fullName(row)]));
}
