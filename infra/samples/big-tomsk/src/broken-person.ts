import type { World } from './invent-identity.ts';
import { inventPerson } from './invent-person.ts';
import { peopleMax } from './people.ts';
import type { SamplePerson } from './sample-person.ts';
import type { UniversitySlug } from './universities.ts';

/**
 * A person of whom nothing but one broken row exists, so that refusing the row loses nobody who was promised. Has a
 * SNILS and a patronymic, for there to be something to break. `order` tells several apart, 0 … 99.
 */
export function brokenPerson(university: UniversitySlug, order: number, world: World): SamplePerson {
  for (let index = peopleMax + order * 100; ; index++) {
    const person = inventPerson(index, world, university);
    if (person.nationalNumber !== null && person.patronymic !== null) return person;
  }
}
