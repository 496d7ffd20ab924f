import type { Random } from '../random.ts';
import { foreignNamings } from './foreign-names.ts';
import { givenNamesOfMen, givenNamesOfWomen } from './given-names.ts';
import { patronymics } from './patronymics.ts';
import { surnameOfWoman, surnames } from './surnames.ts';

export type PersonName = { familyName: string; givenName: string; patronymic: string | null };

/** A foreign name in Latin letters. Family names of the Russian pattern take the woman's ending here too. */
export function inventForeignName(random: Random): PersonName {
  const naming = random.pick(foreignNamings);
  const woman = random.chance(0.5);
  const family = random.pickCommon(naming.family);
  return {
    familyName: woman && /[eo]v$/.test(family) ? `${family}a` : family,
    givenName: random.pickCommon(woman ? naming.women : naming.men),
    patronymic: null,
  };
}

/** A name of Russia with its patronymic; one family name in seventy is a double one. */
export function inventName(random: Random): PersonName {
  const woman = random.chance(0.54);
  const inForm = (surname: string) => (woman ? surnameOfWoman(surname) : surname);
  const first = random.pickCommon(surnames, 30);
  const second = random.chance(1 / 70) ? random.pick(surnames) : first;
  const { son, daughter } = random.pickCommon(patronymics);
  return {
    familyName: first === second ? inForm(first) : `${inForm(first)}-${inForm(second)}`,
    givenName: random.pickCommon(woman ? givenNamesOfWomen : givenNamesOfMen),
    patronymic: woman ? daughter : son,
  };
}
