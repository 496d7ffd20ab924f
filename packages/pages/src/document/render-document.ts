import { renderToString } from 'preact-render-to-string';
import { islands, styleSheets } from '../assets.ts';
import { LanguageSwitch } from '../components/language-switch.ts';
import { names } from '../components/names.ts';
import { type Html, html } from '../html.ts';
import { commonWords } from '../language/common-words.ts';
import type { Page } from './page.ts';
import { Brand, SiteHeader } from './site-header.ts';

/** A whole HTML document. Holds no inline script, style or event handler, so that the strictest CSP lets it through. */
export function renderDocument(page: Page): string {
  const screen = page.screen ?? 'page';
  const scripts = new Set([islands.submitOnce, ...(page.scripts ?? [])]);
  const document = html`<html lang=${page.locale}>
    <head>
      <meta charset="utf-8" />
      <title>${`${page.title} · ${page.service.name}`}</title>
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <meta name="format-detection" content="telephone=no" />
      <link rel="icon" href="/assets/favicon.svg" type="image/svg+xml" />
      ${styleSheets.map((href) => html`<link rel="stylesheet" href=${href} />`)}
      ${[...scripts].map((src) => html`<script type="module" src=${src}></script>`)}
    </head>
    <body class=${names(`screen-${screen}`, page.wide && 'wide')} data-tone=${page.stateTone}>
      <a class="skip" href="#content">${commonWords(page.locale).skipToContent}</a>
      ${screens[screen](page)}
    </body>
  </html>`;
  return `<!doctype html>\n${renderToString(document)}\n`;
}

const screens: Readonly<Record<NonNullable<Page['screen']>, (page: Page) => Html>> = {
  page: (page) => html`${SiteHeader(page)}<main id="content" tabindex="-1">${page.body}</main>${Foot(page)}`,
  card: (page) => html`<div class="sheet-place"><header class="sheet-head">${Brand(page)}</header>
    <main class="sheet" id="content" tabindex="-1">${page.body}</main>
    <footer class="sheet-foot">${LanguageSwitch(page)}</footer></div>`,
  kiosk: (page) => html`<header class="kiosk-head">${Brand(page)}${LanguageSwitch(page)}</header>
    <main class="kiosk" id="content" tabindex="-1">${page.body}</main>`,
};

function Foot({ locale, service }: Page): Html {
  return html`<footer class="foot"><p>${commonWords(locale).product} · ${service.name}</p></footer>`;
}
