import type { University } from '@onecampus/directory';
import type { StaffMember } from '@onecampus/http';
import type { Locale } from '@onecampus/pages';
import { consoleWords } from './console-words.ts';

export type Section =
  | 'overview'
  | 'people'
  | 'feeds'
  | 'matches'
  | 'disputes'
  | 'staff'
  | 'connections'
  | 'audit'
  | 'settings';

/** Head and tabs of every page of a university's console. */
export function consoleFrame(shown: {
  visitor: StaffMember;
  locale: Locale;
  university: University;
  section: Section;
}) {
  const { visitor, locale, university, section } = shown;
  const say = consoleWords(locale);
  const tab = (name: Section, path: string) => ({
    href: path,
    label: say[name],
    current: section === name,
  });
  const root = consolePath(university);
  return {
    signedInAs: { name: visitor.name, detail: university.shortName[locale], signOut: { action: '/sign-out' } },
    nav: [
      tab('overview', root),
      tab('people', `${root}/people`),
      tab('feeds', `${root}/feeds`),
      tab('matches', `${root}/matches`),
      tab('disputes', `${root}/disputes`),
      tab('staff', `${root}/staff`),
      tab('connections', `${root}/connections`),
      tab('audit', `${root}/audit`),
      tab('settings', `${root}/settings`),
    ],
  };
}

/** Where a university's console lies. */
export function consolePath({ slug }: Pick<University, 'slug'>): string {
  return `/universities/${slug}`;
}
