import { drawName, type Origins } from './draw-name.ts';
import type { GeneratorSettings } from './generator-settings.ts';
import type { Human } from './human.ts';
import type { Random } from './random.ts';

const universities = 6;
const sizes = [0.3, 0.22, 0.16, 0.14, 0.1, 0.08];
const origins: readonly (readonly [Human['origin'], number, number])[] = [
  // Origin, share of all, share of foreigners within.
  ['russian', 0.77, 0],
  ['tatar', 0.05, 0],
  ['tuvan', 0.04, 0],
  ['kazakh', 0.07, 0.7],
  ['central asian', 0.025, 0.9],
  ['chinese', 0.025, 1],
  ['arabic', 0.01, 1],
  ['vietnamese', 0.01, 1],
];

/** A city's people, with twins, fathers and sons of one name, spouses and homonyms among them. */
export function makePeople(random: Random, settings: GeneratorSettings, names: Origins): Human[] {
  const people: Human[] = [];
  while (people.length < settings.people) people.push(makeHuman(random, settings, names, people.length));
  const free = random.shuffled(people.filter((human) => !human.foreign));
  const pairs = (count: number): [Human, Human][] =>
    Array.from({ length: count }, () => [free.pop()!, free.pop()!] as [Human, Human]);
  for (const [one, other] of pairs(settings.twinPairs)) makeTwins(random, names, one, other);
  for (const [son, father] of pairs(settings.fatherSonPairs)) makeFatherAndSon(random, names, son, father);
  for (const [one, other] of pairs(settings.spousePairs)) relate(one, other);
  makeHomonyms(random, settings.homonymPairs, random.shuffled([...free, ...people.filter((human) => human.foreign)]));
  return people;
}

function makeHuman(random: Random, settings: GeneratorSettings, names: Origins, number: number): Human {
  const [origin, , foreignShare] = weighted(random, origins, ([, share]) => share);
  const sex = random.chance(0.5) ? 'male' : 'female';
  const foreign = random.chance(foreignShare);
  const staff = !foreign && random.chance(0.2);
  const numbered = foreign ? random.chance(settings.foreignersWithNumber) : random.chance(0.995);
  const count = 1 + [0, 1, 2].indexOf(weighted(random, [0, 1, 2], (at) => settings.universities[at]!));
  const married = sex === 'female' && random.chance(settings.married * (staff ? 1.5 : 1));
  return {
    number,
    origin,
    foreign,
    sex,
    staff,
    ...drawName(random, names, origin, sex),
    birthDate: staff ? date(random, 1952, 1999) : date(random, 1999, 2007),
    otherFamily: married ? drawName(random, names, origin, sex).family : null,
    national: numbered ? mark(random) : null,
    documents: [mark(random), mark(random)],
    emails: [`${number}@mail.example`, `${number}@post.example`],
    phones: [`+79${String(random.below(1e9)).padStart(9, '0')}`, `+79${String(random.below(1e9)).padStart(9, '0')}`],
    orcid: random.chance(staff ? 0.4 : 0.02) ? orcid(random) : null,
    universities: drawUniversities(random, count),
    classes: new Set(),
    relative: null,
  };
}

function makeTwins(random: Random, names: Origins, one: Human, other: Human): void {
  const twin = drawName(random, names, one.origin, other.sex);
  const family = one.sex === other.sex ? one.family : twin.family;
  const sameSex = one.sex === other.sex;
  Object.assign(other, {
    // Brother and sister: the ending differs, the rest does not.
    ...(sameSex ? { family, patronymic: one.patronymic } : names.ofOtherSex(one)),
    origin: one.origin,
    birthDate: one.birthDate,
    given: twin.given,
  });
  while (other.given === one.given) {
    other.given = drawName(random, names, one.origin, other.sex).given;
  }
  for (const human of [one, other]) human.classes.add('twins');
  relate(one, other);
}

function makeFatherAndSon(random: Random, names: Origins, son: Human, father: Human): void {
  const same = names.namesake(random);
  const year = 1958 + random.below(22);
  const birthDate = date(random, year, year);
  const later = year + 20 + random.below(25);
  const born = random.chance(0.05) ? `${later}${birthDate.slice(4)}` : date(random, later, later);
  for (const human of [son, father]) {
    Object.assign(human, { ...same, sex: 'male', origin: 'russian', otherFamily: null });
    human.classes.add('father and son of one name');
  }
  father.birthDate = birthDate;
  son.birthDate = born.replace('-02-29', '-02-28');
  relate(son, father);
}

/** Half as nature makes them, who meet in frequent names; half with anybody's name, which is harder than nature. */
function makeHomonyms(random: Random, count: number, free: Human[]): void {
  const key = (human: Human): string =>
    [human.sex, human.family, human.given, human.patronymic]
      .map((part) => (typeof part === 'object' ? part?.cyrillic[0] : part))
      .join('|');
  const groups = new Map<string, Human[]>();
  for (const human of free) groups.set(key(human), [...(groups.get(key(human)) ?? []), human]);
  const natural = random.shuffled([...groups.values()].filter((group) => group.length > 1));
  const taken = new Set<Human>();
  for (let made = 0; made < count; ) {
    const group = made % 2 === 0 ? natural.pop() : undefined;
    const [one, other] = group ?? [free.pop()!, free.pop()!];
    if (one === undefined || other === undefined || taken.has(one) || taken.has(other)) continue;
    taken.add(one).add(other);
    Object.assign(other, { ...pick(one), otherFamily: null });
    one.otherFamily = null;
    const others = Array.from({ length: universities }, (_, at) => at).filter((at) => !one.universities.includes(at));
    other.universities = random.shuffled(others).slice(0, other.universities.length);
    for (const human of [one, other]) human.classes.add('homonym, same birth date');
    made += 1;
  }
}

function pick({ origin, sex, family, given, patronymic, birthDate }: Human) {
  return { origin, sex, family, given, patronymic, birthDate };
}

function relate(one: Human, other: Human): void {
  one.relative = other;
  other.relative = one;
}

function drawUniversities(random: Random, count: number): number[] {
  const chosen = new Set<number>();
  while (chosen.size < count) chosen.add(sizes.indexOf(weighted(random, sizes, (size) => size)));
  return [...chosen];
}

function weighted<T>(random: Random, list: readonly T[], weight: (one: T) => number): T {
  let left = random.next() * list.reduce((sum, one) => sum + weight(one), 0);
  for (const one of list) {
    left -= weight(one);
    if (left < 0) return one;
  }
  return list.at(-1)!;
}

function date(random: Random, from: number, to: number): string {
  const year = from + random.below(to - from + 1);
  const day = new Date(Date.UTC(year, 0, 1 + random.below(365)));
  return day.toISOString().slice(0, 10);
}

export function mark(random: Random): string {
  return Array.from({ length: 4 }, () =>
    random
      .below(2 ** 32)
      .toString(16)
      .padStart(8, '0'),
  ).join('');
}

function orcid(random: Random): string {
  return `0000-000${random.below(4)}-${String(random.below(1e4)).padStart(4, '0')}-${String(random.below(1e4)).padStart(4, '0')}`;
}
