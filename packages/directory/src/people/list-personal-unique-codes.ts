import type { Db } from '@onecampus/database';
import { europeanStudentIdentifier } from './european-student-identifier.ts';

/** A value of schacPersonalUniqueCode. */
export interface PersonalUniqueCode {
  readonly universityId: string;
  readonly value: string;
  /** Made from the student number, because the university states none of its own. */
  readonly derived: boolean;
}

/**
 * The European Student Identifiers of a person who is a student now, by the clock: what the university itself states, or
 * else what follows from his student number there. Who is a student no longer has none.
 */
export async function listPersonalUniqueCodes(db: Db, personId: string): Promise<PersonalUniqueCode[]> {
  const { rows } = await db.raw<{ rows: { universityId: string; home: string; scheme: string; value: string }[] }>(
    `select i.university_id as "universityId", u.home_organization as home, i.scheme, i.value
     from directory.identifiers i join directory.universities u on u.id = i.university_id
     where i.person_id = ? and i.scheme in ('esi', 'student_number') and i.state = 'current'
       and exists (select from directory.effective_affiliations a
                   where a.source_record_id = i.source_record_id and a.affiliation = 'student')
       and (i.scheme = 'esi' or not exists (
         select from directory.identifiers own
         where own.source_record_id = i.source_record_id and own.scheme = 'esi' and own.state = 'current'))
     order by u.slug, i.scheme, i.value`,
    [personId],
  );
  return rows.flatMap(({ universityId, home, scheme, value }) => {
    const derived = scheme === 'student_number';
    const code = derived ? europeanStudentIdentifier(home, value) : value;
    return code === undefined ? [] : [{ universityId, value: code, derived }];
  });
}

/** The ORCID iDs that universities state of a person, each once. */
export async function listOrcids(db: Db, personId: string): Promise<string[]> {
  const { rows } = await db.raw<{ rows: { value: string }[] }>(
    `select distinct value from directory.identifiers where person_id = ? and scheme = 'orcid' and state = 'current' order by value`,
    [personId],
  );
  return rows.map((row) => row.value);
}
