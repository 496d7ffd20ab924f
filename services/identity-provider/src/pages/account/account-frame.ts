import type { Locale } from '@onecampus/pages';
import type { SignedInPerson } from '../../own-session.ts';
import { accountWords } from './account-words.ts';

/** Tabs of "my account", in their order; a page is added together with its tab. */
const sections = {
  overview: '/account',
  services: '/account/services',
  sessions: '/account/sessions',
  security: '/account/security',
  notices: '/account/notices',
  activity: '/account/activity',
  addresses: '/account/addresses',
} as const;

export type AccountSection = keyof typeof sections;

/** Head and tabs of the pages that everybody has about his own account. */
export function accountFrame(visitor: SignedInPerson, locale: Locale, section: AccountSection) {
  const say = accountWords(locale);
  return {
    signedInAs: { name: visitor.name, signOut: { action: '/session/end' } },
    nav: Object.entries(sections).map(([name, href]) => ({
      href,
      label: say[name as AccountSection],
      current: section === name,
    })),
  };
}
