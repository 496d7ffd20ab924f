import type { Human } from './human.ts';
import type { Origin, Spelled } from './other-names.ts';
import * as other from './other-names.ts';
import { type Random, zipf } from './random.ts';
import { fathers, russianFamilies, russianMen, russianWomen } from './russian-names.ts';

export type Names = Pick<Human, 'family' | 'given' | 'patronymic'>;

export type Origins = {
  draw(random: Random, origin: Human['origin'], sex: Human['sex']): Names;
  /** Family name and patronymic of a brother or sister. */
  ofOtherSex(human: Human): Pick<Names, 'family' | 'patronymic'>;
  /** A man named after his father: Иван Иванович. */
  namesake(random: Random): Names;
};

export function drawName(random: Random, names: Origins, origin: Human['origin'], sex: Human['sex']): Names {
  return names.draw(random, origin, sex);
}

const plain = (list: readonly string[]): Spelled[] => list.map((name) => ({ cyrillic: [name], latin: [] }));
const russian: Origin = {
  declined: true,
  families: plain(russianFamilies),
  men: plain(russianMen),
  women: plain(russianWomen),
  fathers: plain(fathers),
};
const all: Readonly<Record<Human['origin'], Origin>> = {
  russian,
  tatar: other.tatar,
  tuvan: other.tuvan,
  kazakh: other.kazakh,
  'central asian': other.centralAsian,
  chinese: other.chinese,
  arabic: other.arabic,
  vietnamese: other.vietnamese,
};

/** Weighted pickers, built once. */
export function nameOrigins(): Origins {
  const pickers = new Map(
    Object.entries(all).map(([origin, one]) => {
      const large = origin === 'russian';
      return [
        origin,
        {
          families: zipf(one.families, large ? 20 : 4),
          male: zipf(one.men, large ? 4 : 3),
          female: zipf(one.women, large ? 4 : 3),
          fathers: one.fathers.length > 0 ? zipf(one.fathers, large ? 5 : 3) : null,
        },
      ] as const;
    }),
  );
  return {
    draw: (random, origin, sex) => {
      const from = pickers.get(origin)!;
      const family = from.families(random);
      const father = from.fathers?.(random) ?? null;
      const female = sex === 'female';
      return {
        family: female && all[origin].declined ? feminine(family) : family,
        given: female ? from.female(random) : from.male(random),
        patronymic: father && (female ? daughters(father) : father),
      };
    },
    ofOtherSex: ({ origin, sex, family, patronymic }) => {
      const toFemale = sex === 'male';
      const declined = all[origin].declined;
      return {
        family: !declined ? family : toFemale ? feminine(family) : each(family, masculineOne),
        patronymic: patronymic && (toFemale ? daughters(patronymic) : each(patronymic, sonsOne)),
      };
    },
    namesake: (random) => {
      const father = pickers.get('russian')!.fathers!(random);
      const given = russian.men.find((man) => root(man.cyrillic[0]!) === root(father.cyrillic[0]!)) ?? russian.men[3]!;
      const named = given === russian.men[3] ? { cyrillic: ['Иванович'], latin: [] } : father;
      return { family: pickers.get('russian')!.families(random), given, patronymic: named };
    },
  };
}

function root(name: string): string {
  return name.slice(0, 4);
}

function each(name: Spelled, change: (one: string) => string): Spelled {
  return { cyrillic: name.cyrillic.map(change), latin: [] };
}

function feminine(family: Spelled): Spelled {
  return {
    cyrillic: family.cyrillic.map(feminineOne),
    latin: family.latin.map((one) => (/(ov|ev|in)$/.test(one) ? `${one}a` : one)),
  };
}

function feminineOne(family: string): string {
  if (/(ов|ев|ёв|ин)$/.test(family)) return `${family}а`;
  return family.endsWith('ский') ? `${family.slice(0, -2)}ая` : family;
}

function masculineOne(family: string): string {
  if (/(ова|ева|ёва|ина)$/.test(family)) return family.slice(0, -1);
  return family.endsWith('ская') ? `${family.slice(0, -2)}ий` : family;
}

function daughters(father: Spelled): Spelled {
  return each(father, (name) =>
    name.endsWith('ич') && !/[ое]вич$/.test(name)
      ? name.replace(/ич$/, 'инична')
      : name
          .replace(/вич$/, 'вна')
          .replace(/ұлы$/, 'қызы')
          .replace(/ угли$/, ' кизи'),
  );
}

function sonsOne(name: string): string {
  return name
    .replace(/инична$/, 'ич')
    .replace(/вна$/, 'вич')
    .replace(/қызы$/, 'ұлы')
    .replace(/ кизи$/, ' угли');
}
