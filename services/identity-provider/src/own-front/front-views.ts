import type { PageView } from '@onecampus/http';
import { Code, DescriptionList, Disclosure, html, LinkButton, type Locale, PageHeader } from '@onecampus/pages';
import { frontWords } from './front-words.ts';

export type FrontFault = 'unknown' | 'malformed' | 'expired';

/** What went wrong, for whoever is looking; and folded away, the reason for whoever has to mend it. */
export function frontFaultView(fault: FrontFault, locale: Locale, reason?: string): PageView {
  const say = frontWords(locale);
  const { title, text, what, status } = {
    unknown: { title: say.unknownTitle, text: say.unknownText, what: say.tellOwner, status: 404 },
    malformed: { title: say.malformedTitle, text: say.malformedText, what: say.tellOwner, status: 400 },
    expired: { title: say.expiredTitle, text: say.expiredText, what: say.expiredWhat, status: 400 },
  }[fault];
  return {
    title,
    screen: 'card',
    status,
    body: html`
      ${PageHeader({ title, lead: text })}
      <p>${what}</p>
      ${reason === undefined ? null : Disclosure({ summary: say.forOwner, children: DescriptionList({ items: [{ term: 'error', description: Code({ value: reason }) }] }) })}
    `,
  };
}

/** The person turned back: nothing was told, and nothing leads on but the service itself. */
export function cancelledView(service: string, locale: Locale): PageView {
  const say = frontWords(locale);
  return {
    title: say.cancelledTitle,
    screen: 'card',
    body: html`${PageHeader({ title: say.cancelledTitle, lead: say.cancelledText(service) })}<p>${say.cancelledWhat}</p>`,
  };
}

/**
 * Leads on to an address outside. A redirect would not do: it may answer a form of ours, and browsers hold `form-action`
 * along redirects too. The `Refresh` header that comes with this page is a navigation of its own.
 */
export function goOnView(to: { readonly href: string; readonly service: string }, locale: Locale): PageView {
  const say = frontWords(locale);
  return {
    title: say.goOnTitle(to.service),
    screen: 'card',
    body: html`
      ${PageHeader({ title: say.goOnTitle(to.service), lead: say.goOnText })}
      ${LinkButton({ label: say.goOn, href: to.href, tone: 'primary', full: true })}
    `,
  };
}

/** The same after signing out. */
export function signedOutOnView(to: { readonly href: string; readonly service: string }, locale: Locale): PageView {
  const say = frontWords(locale);
  return {
    title: say.goOnSignOutTitle,
    screen: 'card',
    body: html`
      ${PageHeader({ title: say.goOnSignOutTitle, lead: say.goOnSignOutText(to.service) })}
      ${LinkButton({ label: say.goOn, href: to.href, tone: 'primary', full: true })}
    `,
  };
}
