import { inventAffiliations } from './invent-affiliations.ts';
import { inventIdentity, type World } from './invent-identity.ts';
import { createRandom, type Random } from './random.ts';
import type { SamplePerson } from './sample-person.ts';
import { sourceKey } from './source-keys.ts';
import { transliterate } from './transliterate.ts';
import { scopeOf, type UniversitySlug } from './universities.ts';

/** How the people of the city are spread over the universities, out of 100. */
export const universityShares: readonly { university: UniversitySlug; share: number }[] = [
  { university: 'tpu', share: 22 },
  { university: 'tsu', share: 25 },
  { university: 'tusur', share: 18 },
  { university: 'tsuab', share: 10 },
  { university: 'sibsmu', share: 14 },
  { university: 'tspu', share: 11 },
];

// A little over 4 %, because people without a national number are left out.
const twoUniversitiesShare = 0.043;

function drawUniversity(random: Random): UniversitySlug {
  let left = random.below(100);
  for (const { university, share } of universityShares) {
    left -= share;
    if (left < 0) return university;
  }
  throw new RangeError('The shares of the universities do not add up to 100');
}

/** Generated logins end in the person's number, so they are unique without a memory and never a sample sign-in's. */
function inventLogin({ familyName, givenName, patronymic }: SamplePerson, number: number): string {
  const initials = transliterate(givenName).slice(0, 1) + transliterate(patronymic ?? '').slice(0, 1);
  return `${transliterate(familyName)}.${initials}${number}`;
}

/** Person `index` of a world. Needs nothing of the people before: any index may be asked for, and any home. */
export function inventPerson(index: number, world: World, wantedHome?: UniversitySlug): SamplePerson {
  const { kind, ...identity } = inventIdentity(index, world);
  const person: SamplePerson = { index, signIn: null, ...identity, records: [] };
  // A stream apart from the identity's, which homonyms share.
  const random = createRandom(world.seed ^ 0x5eed, index);
  const number = 1000 + index;
  const login = inventLogin(person, number);
  const home = wantedHome ?? drawUniversity(random);
  const universitiesOfPerson = [home];
  if (person.nationalNumber !== null && random.chance(twoUniversitiesShare)) {
    const others = universityShares.filter(({ university }) => university !== home);
    universitiesOfPerson.push(random.pick(others).university);
  }
  person.records = universitiesOfPerson.map((university, at) => {
    const recordKind = at === 0 ? kind : random.pick(['student', 'employee'] as const);
    const key = sourceKey(university, recordKind, number);
    const bornIn = Number(person.birthDate.slice(0, 4));
    const affiliations = inventAffiliations(random, { university, kind: recordKind, bornIn, year: world.academicYear });
    return { university, sourceKey: key, login, email: `${login}@${scopeOf(university)}`, affiliations };
  });
  return person;
}
