import type { Tx } from '@onecampus/database';
import type { StoredAffiliation } from '../people/affiliation.ts';

/** A person as a list of his university shows him: by that university's own records alone. */
export interface ListedPerson {
  readonly personId: string;
  readonly familyName: string;
  readonly givenName: string | null;
  readonly patronymic: string | null;
  readonly birthDate: string | null;
  readonly records: readonly { readonly source: string; readonly sourceKey: string; readonly missing: boolean }[];
  /** In effect now, by the clock. */
  readonly affiliations: readonly {
    readonly affiliation: StoredAffiliation;
    readonly scope: string;
    readonly orgUnit: string | null;
    /** With grace, as text with its offset; `null` = open. */
    readonly until: string | null;
  }[];
}

/** The people behind records, each once, in the order of the records; names as the first of his records has them. */
export async function listPeopleOfRecords(tx: Tx, recordIds: readonly string[]): Promise<ListedPerson[]> {
  if (recordIds.length === 0) return [];
  const { rows } = await tx.raw<{ rows: ListedPerson[] }>(
    `select n.person_id as "personId", n.family_name as "familyName", n.given_name as "givenName", n.patronymic,
            n.birth_date::text as "birthDate",
            (select json_agg(json_build_object('source', s.label, 'sourceKey', r.source_key, 'missing', r.missing_since is not null)
                             order by s.precedence, r.created_at, r.id)
             from directory.source_records r join directory.sources s on s.id = r.source_id
             where r.person_id = n.person_id and r.university_id = n.university_id) as records,
            coalesce((select json_agg(json_build_object('affiliation', a.affiliation, 'scope', a.scope, 'orgUnit', a.org_unit, 'until', a.effective_until)
                                      order by a.scope, a.affiliation, a.id)
             from directory.effective_affiliations a
             where a.person_id = n.person_id and a.university_id = n.university_id), '[]') as affiliations
     from (select distinct on (r.person_id) r.person_id, r.university_id, r.family_name, r.given_name, r.patronymic, r.birth_date, o.place
           from unnest(?::uuid[]) with ordinality as o (id, place) join directory.source_records r on r.id = o.id
           order by r.person_id, o.place) as n
     order by n.place`,
    [[...recordIds]] as never,
  );
  return rows;
}
