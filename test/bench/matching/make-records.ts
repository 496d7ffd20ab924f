import type { MatchRecord } from '@onecampus/person-matching';
import type { GeneratorSettings } from './generator-settings.ts';
import type { ErrorClass, Human } from './human.ts';
import { mark } from './make-people.ts';
import type { Spelled } from './other-names.ts';
import type { Random } from './random.ts';
import { romanise } from './romanise.ts';
import { shortForms } from './russian-names.ts';

/** A record, the human it is of, and what is wrong with it. */
export type TrueRecord = {
  readonly record: MatchRecord;
  readonly human: Human;
  readonly classes: ReadonlySet<ErrorClass>;
};

/** What the universities send, one whole roll after another in the order in which they join, rows in any order. */
export function makeRecords(random: Random, settings: GeneratorSettings, people: readonly Human[]): TrueRecord[] {
  const rolls: TrueRecord[][] = [[], [], [], [], [], []];
  for (const human of people) {
    for (const [at, university] of human.universities.entries()) {
      const source = human.staff ? 'hr' : 'sis';
      const sources = random.chance(0.03) ? ['hr', 'sis'] : [source];
      for (const one of sources)
        rolls[university]!.push(writeDown(random, settings, people, human, university, one, at));
    }
  }
  return random.shuffled(rolls).flatMap((roll) => random.shuffled(roll));
}

/** One office writes one human down. */
function writeDown(
  random: Random,
  settings: GeneratorSettings,
  people: readonly Human[],
  human: Human,
  university: number,
  source: string,
  at: number,
): TrueRecord {
  const classes = new Set<ErrorClass>(human.classes);
  const happens = (probability: number, name: ErrorClass): boolean => {
    const yes = random.chance(probability);
    if (yes) classes.add(name);
    return yes;
  };
  const maiden = human.otherFamily !== null && human.universities.length > 1 && at === 0;
  if (maiden) classes.add('married name');
  const names = writeNames(random, settings, human, maiden ? human.otherFamily! : human.family, happens);

  const knows = random.chance(settings.nationalNumberKnown);
  let national = knows ? human.national : null;
  if (national === null) classes.add('no national number');
  else if (human.classes.has('twins') && happens(settings.twinNumberOfTwin, "another's national number")) {
    national = human.relative?.national ?? national;
  } else if (happens(settings.numberOfAnother, "another's national number")) {
    national = (human.relative ?? random.pick(people)).national ?? national;
  } else if (happens(settings.numberMistyped, 'national number mistyped')) national = mark(random);

  const old = maiden || random.chance(settings.documentOld);
  const relative = human.relative !== null && happens(settings.relativesAddress, 'shared e-mail or telephone');
  const owner = relative ? human.relative! : human;
  const office = happens(settings.officeAddress, 'shared e-mail or telephone');
  const email = owner.emails[random.chance(settings.emailOther) ? 1 : 0]!;
  const phone = owner.phones[random.chance(settings.phoneOther) ? 1 : 0]!;
  const key = `${university}-${source}`;
  const record: MatchRecord = {
    id: `${key}-${human.number}`,
    universityId: `u${university}`,
    sourceId: key,
    ...names,
    birthDate: writeDate(random, settings, human.birthDate, happens),
    nationalNumberMark: national,
    documentMark: random.chance(settings.documentKnown)
      ? random.chance(0.004)
        ? mark(random)
        : human.documents[old ? 1 : 0]
      : null,
    email: !random.chance(settings.emailKnown)
      ? null
      : office
        ? `office${random.below(5)}@${university}.example`
        : email,
    phone: !random.chance(settings.phoneKnown) ? null : phone,
    orcid: human.orcid !== null && random.chance(0.6) ? human.orcid : null,
    sex: !random.chance(0.75) ? null : random.chance(0.999) ? human.sex : human.sex === 'male' ? 'female' : 'male',
  };
  return { record, human, classes };
}

type Happens = (probability: number, name: ErrorClass) => boolean;
type WrittenNames = Pick<MatchRecord, 'familyName' | 'givenName' | 'patronymic'>;

function writeNames(
  random: Random,
  settings: GeneratorSettings,
  human: Human,
  familyName: Spelled,
  happens: Happens,
): WrittenNames {
  const latin = happens(human.foreign ? settings.foreignerRomanised : settings.citizenRomanised, 'romanised');
  const style = random.pick(['passport', 'passport', 'passport', 'gost', 'informal'] as const);
  const write = (name: Spelled): string => {
    if (latin) return name.latin.length > 0 ? random.pick(name.latin) : romanise(name.cyrillic[0]!, style);
    // Most offices have no Kazakh keyboard, and half write е for ё.
    const russian = random.chance(0.85) ? withoutKazakhLetters(random.pick(name.cyrillic)) : random.pick(name.cyrillic);
    return random.chance(0.5) ? russian.replaceAll('ё', 'е') : russian;
  };
  let family = write(familyName);
  let given = write(human.given);
  let patronymic = human.patronymic === null ? null : write(human.patronymic);
  const forms = shortForms[human.given.cyrillic[0]!];
  if (!latin && forms && happens(settings.shortGiven, 'short given name')) given = random.pick(forms);
  if (happens(settings.slip, 'slip in a name')) {
    const place = random.below(patronymic === null ? 2 : 3);
    if (place === 0) family = slip(random, family);
    else if (place === 1) given = slip(random, given);
    else patronymic = slip(random, patronymic!);
  }
  if (patronymic !== null && happens(human.foreign || latin ? 0.4 : settings.noPatronymic, 'no patronymic')) {
    patronymic = random.chance(0.2) ? 'нет' : null;
  }
  if (!latin && happens(settings.initials, 'initials')) {
    given = `${given[0]}.`;
    patronymic = patronymic && `${patronymic[0]}.`;
  }
  if (happens(settings.swappedCells, 'swapped name cells')) [family, given] = [given, family];
  if (random.chance(0.1)) family = family.toUpperCase();
  return { familyName: family, givenName: given, patronymic };
}

const kazakhLetters: Readonly<Record<string, string>> = {
  ә: 'а',
  ғ: 'г',
  қ: 'к',
  ң: 'н',
  ө: 'о',
  ұ: 'у',
  ү: 'у',
  һ: 'х',
  і: 'и',
};

function withoutKazakhLetters(name: string): string {
  return name.replace(/[әғқңөұүһі]/gi, (letter) => {
    const plain = kazakhLetters[letter.toLowerCase()]!;
    return letter === letter.toLowerCase() ? plain : plain.toUpperCase();
  });
}

/** A letter left out, doubled, exchanged for another of the word, or swapped with the next. */
function slip(random: Random, name: string): string {
  const at = 1 + random.below(Math.max(1, name.length - 2));
  const [before, letter, after] = [name.slice(0, at), name.slice(at, at + 1), name.slice(at + 1)];
  switch (random.below(4)) {
    case 0:
      return before + after;
    case 1:
      return before + letter + letter + after;
    case 2:
      return before + random.pick([...'аеиостнлрк']) + after;
    default:
      return before + after.slice(0, 1) + letter + after.slice(1);
  }
}

function writeDate(random: Random, settings: GeneratorSettings, date: string, happens: Happens): string {
  const [year, month, day] = date.split('-') as [string, string, string];
  if (day !== month && Number(day) <= 12 && happens(settings.swappedDate * 2.6, 'swapped day and month')) {
    return `${year}-${day}-${month}`;
  }
  if (!happens(settings.digitOfDate, 'one digit of the birth date')) return date;
  for (;;) {
    const at = random.pick([2, 3, 6, 8, 9]);
    const wrong = `${date.slice(0, at)}${random.below(10)}${date.slice(at + 1)}`;
    if (wrong !== date && !Number.isNaN(Date.parse(wrong)) && new Date(wrong).toISOString().startsWith(wrong))
      return wrong;
  }
}
