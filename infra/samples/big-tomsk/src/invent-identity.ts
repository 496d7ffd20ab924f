import { inventForeignName, inventName, type PersonName } from './names/invent-name.ts';
import { inventedSnils } from './national-number.ts';
import { createRandom, type Random } from './random.ts';

/** How many generated people there are to each pair of homonyms born on one day. */
export const peoplePerHomonymPair = 250;

export type InventedIdentity = PersonName & {
  birthDate: string;
  nationalNumber: string | null;
  kind: 'student' | 'employee';
};

export type World = { seed: number; academicYear: number };

const day = (year: number, dayOfYear: number) => new Date(Date.UTC(year, 0, 1 + dayOfYear)).toISOString().slice(0, 10);

/** Students are 17 to 26 when the academic year begins, most of them under 22; employees 24 to 74. */
function birthDate(random: Random, kind: 'student' | 'employee', academicYear: number): string {
  const age = kind === 'employee' ? 24 + random.below(50) : 17 + Math.min(random.below(6), random.below(10));
  return day(academicYear - 1 - age, random.below(365));
}

const isSecondHomonym = (index: number) => index % peoplePerHomonymPair === peoplePerHomonymPair - 1;

/**
 * Who person `index` is, from the seed and the index alone: the first 2,000 of a million are the same people as the
 * first 2,000 of seventy thousand. The second of a pair of homonyms has name and birth date of the person before, and
 * a SNILS of their own.
 */
export function inventIdentity(index: number, world: World): InventedIdentity {
  const isHomonym = isSecondHomonym(index) || isSecondHomonym(index + 1);
  const random = createRandom(world.seed, isSecondHomonym(index) ? index - 1 : index);
  const kind = random.chance(0.8) ? 'student' : 'employee';
  const foreign = !isHomonym && random.chance(kind === 'student' ? 0.08 : 0.01);
  const name = foreign ? inventForeignName(random) : inventName(random);
  const born = birthDate(random, kind, world.academicYear);
  const withoutNumber = !isHomonym && random.chance(foreign ? 0.7 : 0.02);
  return {
    ...name,
    birthDate: born,
    nationalNumber: withoutNumber ? null : inventedSnils(index, createRandom(world.seed).below(90_000_000)),
    kind,
  };
}
