/** eduPersonAffiliation (eduPerson 4.4.0 §2.2.1) as stored; `member` is derived from four of them. */
export const storedAffiliations = [
  'faculty',
  'student',
  'staff',
  'alum',
  'affiliate',
  'employee',
  'library-walk-in',
] as const;
export type StoredAffiliation = (typeof storedAffiliations)[number];
export type Affiliation = StoredAffiliation | 'member';

const impliesMember: ReadonlySet<string> = new Set(['faculty', 'student', 'staff', 'employee']);

/** The affiliations with `member` added where eduPerson demands it. */
export function withMember(affiliations: readonly StoredAffiliation[]): Affiliation[] {
  const distinct = [...new Set<Affiliation>(affiliations)];
  return distinct.some((one) => impliesMember.has(one)) ? [...distinct, 'member'] : distinct;
}
