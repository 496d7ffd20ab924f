import type { StaffRole, University } from '@onecampus/directory';
import type { Locale } from '@onecampus/pages';
import type { SignedInPerson } from '../../own-session.ts';
import { consoleWords } from './console-words.ts';

/** Tabs of a university's console, in their order; a page is added together with its tab. */
const sections = {
  overview: '',
  clients: '/clients',
  'saml-and-cas': '/saml-and-cas',
  'ways-in': '/ways-in',
  invitations: '/invitations',
  recoveries: '/recoveries',
  'sign-outs': '/sign-outs',
  networks: '/networks',
} as const;

export type ConsoleSection = keyof typeof sections;

/** Sections that are the work of others as well; all else is for administrators. */
const alsoFor: Partial<Record<ConsoleSection, readonly StaffRole[]>> = {
  invitations: ['registrar'],
  recoveries: ['librarian'],
};

/** Who may enter a section. */
export function rolesOf(section: ConsoleSection): readonly StaffRole[] {
  return ['administrator', ...(alsoFor[section] ?? [])];
}

/** Whoever has one of these has something to do in the console. */
export const consoleRoles: readonly StaffRole[] = [
  ...new Set((Object.keys(sections) as ConsoleSection[]).flatMap((one) => rolesOf(one))),
];

/** Head and tabs of every page of a university's console. */
export function consoleFrame(shown: {
  readonly visitor: SignedInPerson;
  readonly locale: Locale;
  readonly university: University;
  readonly section: ConsoleSection;
}) {
  const { visitor, locale, university, section } = shown;
  const say = consoleWords(locale);
  return {
    signedInAs: { name: visitor.name, detail: university.shortName[locale], signOut: { action: '/session/end' } },
    nav: sectionsFor(visitor, university).map((name) => ({
      href: `${consolePath(university)}${sections[name]}`,
      label: say[name],
      current: section === name,
    })),
  };
}

function sectionsFor(visitor: SignedInPerson, { id }: University): ConsoleSection[] {
  return (Object.keys(sections) as ConsoleSection[]).filter((name) =>
    visitor.roles.some((one) => one.universityId === id && (rolesOf(name) as readonly string[]).includes(one.role)),
  );
}

/** The first page of a university's console that this visitor may see. */
export function firstPathFor(visitor: SignedInPerson, university: University): string {
  const [first] = sectionsFor(visitor, university);
  return `${consolePath(university)}${first === undefined ? '' : sections[first]}`;
}

/** Where a university's console lies. */
export function consolePath({ slug }: Pick<University, 'slug'>): string {
  return `/console/${slug}`;
}
