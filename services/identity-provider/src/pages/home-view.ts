import type { PageView } from '@onecampus/http';
import { Card, EmptyState, formatDateTime, html, LinkButton, type Locale, PageHeader } from '@onecampus/pages';
import { words } from './words.ts';

export type SignedInHere = {
  readonly name: string;
  readonly since: Date | undefined;
  readonly services: readonly { readonly name: string; readonly href: string | undefined }[];
};

/** Who is signed in in this browser, and where that has led. */
export function homeView(locale: Locale, here: SignedInHere | undefined): PageView {
  const say = words(locale);
  if (!here) {
    return {
      title: say.home,
      body: html`${PageHeader({ title: say.home })}${EmptyState({ title: say.homeNobody, text: say.homeNobodyText })}`,
    };
  }
  const since = here.since ? say.homeSince(formatDateTime(locale, here.since, 'Asia/Tomsk')) : undefined;
  return {
    title: say.home,
    body: html`
      ${PageHeader({ title: say.homeSignedIn(here.name), lead: since, actions: LinkButton({ label: say.signOut, href: '/session/end' }) })}
      ${Card({
        title: say.homeServices,
        children:
          here.services.length === 0
            ? html`<p>${say.homeNoServices}</p>`
            : html`<ul>${here.services.map(({ name, href }) => html`<li>${href ? html`<a href=${href}>${name}</a>` : name}</li>`)}</ul>`,
      })}
    `,
  };
}
