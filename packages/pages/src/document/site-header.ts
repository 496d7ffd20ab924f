import { LanguageSwitch } from '../components/language-switch.ts';
import { type Html, html } from '../html.ts';
import { commonWords } from '../language/common-words.ts';
import type { Page } from './page.ts';

/** The band at the top of a page: where one is, who one is, and the sections. */
export function SiteHeader(page: Page): Html {
  const words = commonWords(page.locale);
  return html`<header class="band">
    <div class="band-row">
      ${Brand(page)}
      <div class="band-side">
        ${LanguageSwitch(page)}
        ${page.signedInAs ? Account({ ...page.signedInAs, signOutLabel: words.signOut, label: words.signedInAs(page.signedInAs.name) }) : null}
      </div>
    </div>
    ${
      page.nav?.length
        ? html`<nav class="tabs" aria-label=${words.sections}><ul>${page.nav.map(
            ({ href, label, current }) =>
              html`<li><a class="tab" href=${href} aria-current=${current ? 'page' : undefined}>${label}</a></li>`,
          )}</ul></nav>`
        : null
    }
  </header>`;
}

/** Mark and names; leads to the service's first page. */
export function Brand({ locale, service }: Pick<Page, 'locale' | 'service'>): Html {
  return html`<a class="brand" href=${service.home}><img class="brand-mark" src="/assets/logo.svg" alt="" width="36" height="36" />
    <span class="brand-words"><span class="brand-name">${commonWords(locale).product}</span><span class="brand-service">${service.name}</span></span></a>`;
}

function Account(account: NonNullable<Page['signedInAs']> & { signOutLabel: string; label: string }): Html {
  return html`<div class="account">
    <p class="account-words"><span class="visually-hidden">${account.label}</span><span class="account-name" aria-hidden="true">${account.name}</span>${
      account.detail ? html`<span class="account-detail">${account.detail}</span>` : null
    }</p>
    <form method="post" action=${account.signOut.action} data-submit-once>
      ${account.signOut.csrf === undefined ? null : html`<input type="hidden" name="csrf" value=${account.signOut.csrf} />`}
      <button class="band-button" type="submit">${account.signOutLabel}</button>
    </form>
  </div>`;
}
