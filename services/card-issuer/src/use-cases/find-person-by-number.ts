import { findPeopleByIdentifier, findUniversity } from '@onecampus/directory';
import { DomainError } from '@onecampus/errors';
import type { CardDesk } from '../card-desk.ts';

/**
 * The person who carries a student number at a university.
 *
 * @throws DomainError `university.unknown`, `person.unknown`; `person.ambiguous` where the university gave the number under
 *   two of its domains: name the domain instead.
 */
export async function findPersonByNumber(
  desk: CardDesk,
  studentNumber: string,
  universityName: string,
): Promise<string> {
  const university = await findUniversity(desk.db, universityName);
  const named = universityName.toLowerCase();
  const scopes = university.scopes.includes(named) ? [named] : university.scopes;
  const found = await Promise.all(
    scopes.map((scope) =>
      findPeopleByIdentifier(desk.db, { value: studentNumber, schemes: ['student_number'], scope }),
    ),
  );
  const people = new Set(found.flat().map((one) => one.personId));
  const [personId, another] = people;
  if (personId === undefined) {
    throw new DomainError('person.unknown', 'Nobody has this student number at this university.');
  }
  if (another !== undefined) {
    throw new DomainError('person.ambiguous', 'The university gave this number twice; name one of its domains.', {
      details: { universities: scopes },
    });
  }
  return personId;
}
