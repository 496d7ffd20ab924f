import { type Html, html } from '../html.ts';
import { commonWords } from '../language/common-words.ts';
import { type Locale, localeNames, localeQuery, locales } from '../language/locale.ts';

export interface LanguageSwitchProps {
  locale: Locale;
  /** Path and query of the page to see in the other language. */
  path: string;
}

/** Plain links to this page in each language. */
export function LanguageSwitch({ locale, path }: LanguageSwitchProps): Html {
  return html`<nav class="languages" aria-label=${commonWords(locale).language}>${locales.map((other) =>
    Language({ other, current: other === locale, href: inLanguage(path, other) }),
  )}</nav>`;
}

/** The first three letters stand alone where there is little room; the whole name is read out in any case, as the rest only shrinks to nothing. */
function Language({ other, current, href }: { other: Locale; current: boolean; href: string }): Html {
  const name = localeNames[other];
  return html`<a class="language" lang=${other} hreflang=${other} href=${href} aria-current=${current ? 'true' : undefined}>${name.slice(0, 3)}<span class="language-rest">${name.slice(3)}</span></a>`;
}

/** Keeps the rest of the query, and never leaves this host, whatever the path is made of. */
function inLanguage(path: string, locale: Locale): string {
  if (!URL.canParse(path, 'http://localhost')) return `?${localeQuery}=${locale}`;
  const url = new URL(path, 'http://localhost');
  url.searchParams.set(localeQuery, locale);
  return `/${url.pathname.replace(/^\/+/, '')}${url.search}`;
}
