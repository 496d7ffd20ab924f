import type { University } from '@onecampus/directory';
import type { PageView, StaffMember } from '@onecampus/http';
import type { Locale } from '@onecampus/pages';
import { deskWords } from './words/desk-words.ts';
import { revocationWords } from './words/revocation-words.ts';

/** What stands around every page of this service: who is signed in, and where one can go. */
export function frame(
  visitor: StaffMember,
  locale: Locale,
  current: '/' | '/my' | '/revocations' | undefined,
  universities: readonly University[] = [],
): Pick<PageView, 'signedInAs' | 'nav'> {
  const words = deskWords(locale);
  const roles = visitor.roles.filter((one) => one.role === 'librarian');
  const first = universities.find((one) => one.id === roles[0]?.universityId);
  const mine = { href: '/my', label: words.myCard, current: current === '/my' };
  return {
    signedInAs: {
      name: visitor.name,
      detail: first && words.librarian(first.shortName[locale]),
      signOut: { action: '/sign-out' },
    },
    nav:
      roles.length > 0
        ? [
            { href: '/', label: words.desk, current: current === '/' },
            { href: '/revocations', label: revocationWords(locale).title, current: current === '/revocations' },
            mine,
          ]
        : [mine],
  };
}
