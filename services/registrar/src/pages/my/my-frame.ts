import type { StaffMember } from '@onecampus/http';
import type { Locale } from '@onecampus/pages';
import { consoleRoles } from '../console/place.ts';
import { myWords } from './my-words.ts';

export type MySection = 'about' | 'received' | 'disputes' | 'records';

/** Head and tabs of the pages that everybody has about himself. */
export function myFrame(visitor: StaffMember, locale: Locale, section: MySection) {
  const say = myWords(locale);
  const tab = (name: MySection, href: string) => ({ href, label: say[name], current: section === name });
  return {
    signedInAs: { name: visitor.name, signOut: { action: '/sign-out' } },
    nav: [
      tab('about', '/my'),
      tab('received', '/my/received'),
      tab('disputes', '/my/disputes'),
      tab('records', '/my/records'),
      ...(visitor.roles.some(({ role }) => consoleRoles.some((one) => one === role))
        ? [{ href: '/', label: say.console }]
        : []),
    ],
  };
}
