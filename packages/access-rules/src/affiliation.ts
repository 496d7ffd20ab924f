/** The controlled vocabulary of eduPersonAffiliation (eduPerson 202208, §2.2.1). */
export const AFFILIATIONS = [
  'student',
  'staff',
  'employee',
  'faculty',
  'member',
  'alum',
  'affiliate',
  'library-walk-in',
] as const;

export type Affiliation = (typeof AFFILIATIONS)[number];

const MEMBERS: ReadonlySet<Affiliation> = new Set(['student', 'staff', 'employee', 'faculty', 'member']);

export function isAffiliation(value: unknown): value is Affiliation {
  return AFFILIATIONS.includes(value as Affiliation);
}

/** eduPerson derives `member` from student, staff, faculty and employee; alumni, affiliates and walk-ins are none. */
export function impliesMember(affiliation: Affiliation): boolean {
  return MEMBERS.has(affiliation);
}

/** True when somebody who holds `held` answers to `wanted`: the same word, or `member` where it is implied. */
export function answersTo(held: Affiliation, wanted: Affiliation): boolean {
  return held === wanted || (wanted === 'member' && impliesMember(held));
}
