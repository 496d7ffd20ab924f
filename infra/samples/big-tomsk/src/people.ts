import { academicYearDefault } from './academic-year.ts';
import { fixedPerson } from './fixed-person.ts';
import { inventPerson } from './invent-person.ts';
import type { SamplePerson } from './sample-person.ts';
import { sampleSignIns } from './sample-sign-ins.ts';

/** `academicYear` is the year in which it begins: what has ended and what is to come is told from it. */
export type SampleOptions = { people: number; seed: number; academicYear?: number };

/** More people than this cannot be asked for; the indices above are free for people of broken rows. */
export const peopleMax = 4_000_000;

/**
 * Invented people, one by one and at constant memory: first the sample sign-ins, then generated ones, `people` in all.
 * About 4 % are at two universities. Throws RangeError where `people` leaves no room for the sample sign-ins.
 */
export function* samplePeople({
  people,
  seed,
  academicYear = academicYearDefault,
}: SampleOptions): Generator<SamplePerson> {
  if (!Number.isSafeInteger(people) || people < sampleSignIns.length || people > peopleMax) {
    throw new RangeError(`people must be a whole number from ${sampleSignIns.length} to ${peopleMax}, not ${people}`);
  }
  for (const [index, signIn] of sampleSignIns.entries()) yield fixedPerson(signIn, index, academicYear);
  for (let index = sampleSignIns.length; index < people; index++) yield inventPerson(index, { seed, academicYear });
}
