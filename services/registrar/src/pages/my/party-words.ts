import type { Locale } from '@onecampus/pages';
import type { Look } from '../../use-cases/list-looks.ts';
import { roleWord } from '../console/role-word.ts';
import type { Me } from './my-page.ts';
import { receivedWords } from './received-words.ts';

/** Services of the consortium itself by their client id; any other application goes by the id under which it is registered. */
const ownServices: Readonly<Record<string, Readonly<Record<Locale, string>>>> = {
  registrar: { ru: 'Списки людей', en: 'Registrar' },
  'card-issuer': { ru: 'Читательские билеты', en: 'Library cards' },
  'access-checker': { ru: 'Правила доступа', en: 'Access rules' },
  'identity-provider': { ru: 'Единый вход', en: 'Sign-in' },
};

/** To whom something was disclosed, in words; of people nothing but that they are staff. */
export function partyWords(me: Me, to: string): string {
  const say = receivedWords(me.locale);
  const at = to.indexOf(':');
  const [kind, id] = [to.slice(0, at), to.slice(at + 1)];
  if (kind === 'university') return me.universities.find((one) => one.id === id)?.name[me.locale] ?? id;
  if (kind === 'person') return say.staff;
  const name = ownServices[id]?.[me.locale] ?? id;
  return kind === 'client' ? say.service(name) : name;
}

/** Who looked: staff by role and university, programs by their name. */
export function lookerWords(me: Me, look: Look): string {
  const say = receivedWords(me.locale);
  if (look.by === 'program') return say.program(ownServices[look.program ?? '']?.[me.locale] ?? look.program ?? '');
  if (look.by === 'service') return say.ownService;
  const roles = look.roles.map((role) => roleWord(me.locale, role as Parameters<typeof roleWord>[1])).join(', ');
  const university = me.universities.find((one) => one.id === look.universityId)?.shortName[me.locale];
  return university === undefined ? roles || say.staff : say.staffOf(roles || say.staff, university);
}

/** Names of attributes, fields and claims as people say them, each once. */
export function attributeWords(locale: Locale, names: readonly string[]): string {
  const say = receivedWords(locale);
  const words: Readonly<Record<string, string>> = {
    name: say.name,
    family_name: say.familyName,
    given_name: say.givenName,
    middle_name: say.middleName,
    patronymic: say.middleName,
    birth_date: say.birthDate,
    birthdate: say.birthDate,
    birth_year: say.birthYear,
    email: say.email,
    email_verified: say.emailVerified,
    phone: say.phone,
    identifiers: say.identifiers,
    affiliations: say.affiliations,
    eduperson_scoped_affiliation: say.affiliations,
    schac_home_organization: say.organization,
    roles: say.roles,
    groups: say.groups,
    entitlements: say.entitlements,
    history: say.history,
    dispute: say.dispute,
  };
  // Who knows the whole name learns nothing from its parts.
  const told = names.includes('name') ? names.filter((name) => !partsOfName.includes(name)) : names;
  const known = Object.keys(words).filter((name) => told.includes(name));
  const others = told.filter((name) => words[name] === undefined);
  return [...new Set([...known, ...others].map((name) => words[name] ?? name))].join(', ');
}

const partsOfName = ['family_name', 'given_name', 'middle_name', 'patronymic'];
