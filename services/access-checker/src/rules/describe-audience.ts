import type { Affiliation, Audience, AudienceAtom } from '@onecampus/access-rules';

type Locale = 'ru' | 'en';

/** What a description needs to know of a university. */
export interface NamedUniversity {
  readonly homeOrganization: string;
  readonly shortName: { readonly ru: string; readonly en: string };
}

const PEOPLE: Readonly<Record<Affiliation, { readonly ru: string; readonly en: string }>> = {
  student: { ru: 'студенты', en: 'students' },
  staff: { ru: 'сотрудники', en: 'staff' },
  employee: { ru: 'работники', en: 'employees' },
  faculty: { ru: 'преподаватели', en: 'faculty' },
  member: { ru: 'студенты и сотрудники', en: 'students and staff' },
  alum: { ru: 'выпускники', en: 'alumni' },
  affiliate: { ru: 'партнёры', en: 'affiliates' },
  'library-walk-in': { ru: 'читатели со стороны', en: 'walk-in readers' },
};
const EVERYBODY = { ru: 'все, кто учится или работает', en: 'everybody with a current affiliation' };

const named = {
  ru: (n: number) => `названные поимённо (${n})`,
  en: (n: number) => `people named (${n})`,
};
const words = {
  ru: { ofAll: 'всех университетов', of: (list: string) => list, except: (who: string) => `, но не ${who}` },
  en: { ofAll: 'of all universities', of: (list: string) => `of ${list}`, except: (who: string) => `, except ${who}` },
} as const;

/** Whom a rule is about, as one would say it; people who are named are counted, never shown. */
export function describeAudience(
  { anyOf, noneOf }: Audience,
  locale: Locale,
  universities: readonly NamedUniversity[],
): string {
  const who = anyOf === undefined ? EVERYBODY[locale] : describeAtoms(anyOf, locale, universities);
  const except = noneOf && noneOf.length > 0 ? words[locale].except(describeAtoms(noneOf, locale, universities)) : '';
  return capital(who + except);
}

function describeAtoms(
  atoms: readonly AudienceAtom[],
  locale: Locale,
  universities: readonly NamedUniversity[],
): string {
  const people = atoms.filter(({ personId }) => personId !== undefined);
  const groups = Map.groupBy(
    atoms.filter(({ personId }) => personId === undefined),
    ({ affiliation }) => affiliation,
  );
  const parts = [...groups].map(([affiliation, of]) => {
    const kind = affiliation === undefined ? EVERYBODY[locale] : PEOPLE[affiliation][locale];
    return `${kind} ${describeScopes(of, locale, universities)}`;
  });
  if (people.length > 0) parts.push(named[locale](people.length));
  return parts.join('; ');
}

function describeScopes(
  atoms: readonly AudienceAtom[],
  locale: Locale,
  universities: readonly NamedUniversity[],
): string {
  const scopes = new Set(atoms.map(({ scope }) => scope));
  const isAll = scopes.has(undefined) || universities.every(({ homeOrganization }) => scopes.has(homeOrganization));
  if (isAll) return words[locale].ofAll;
  const names = [...scopes].map(
    (scope) => universities.find(({ homeOrganization }) => homeOrganization === scope)?.shortName[locale] ?? scope!,
  );
  return words[locale].of(names.join(', '));
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
