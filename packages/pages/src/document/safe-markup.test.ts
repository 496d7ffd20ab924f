import { describe, expect, it } from '@jest/globals';
import { renderToString } from 'preact-render-to-string';
import * as pages from '../index.ts';
import { type Html, html, type Page, renderDocument, renderErrorPage } from '../index.ts';

/** Breaks out of text, of attributes in either quotes and of a script, if anything lets it. */
const evil = `"><img src=x onerror=alert(1)></title></script><script>alert(1)</script><style>*{}</style>' onfocus='x' style='y`;
const link = { href: evil, label: evil };

/** Each component with hostile text wherever it takes text. */
const samples: Record<string, () => Html | null> = {
  Actions: () => pages.Actions({ children: evil }),
  Alert: () => pages.Alert({ tone: 'error', title: evil, text: evil, children: evil }),
  Button: () => pages.Button({ label: evil, name: evil, value: evil, formaction: evil, busyLabel: evil }),
  Card: () => pages.Card({ title: evil, detail: evil, aside: evil, actions: evil, children: evil }),
  CardNumber: () => pages.CardNumber({ number: evil }),
  CheckboxField: () => pages.CheckboxField({ label: evil, name: evil, value: evil, hint: evil, error: evil }),
  ChoiceList: () =>
    pages.ChoiceList({
      label: evil,
      choices: [
        { title: evil, detail: evil, href: evil },
        { title: evil, name: evil, value: evil },
      ],
    }),
  Code: () => pages.Code({ value: evil }),
  Columns: () => pages.Columns({ main: evil, side: evil }),
  DescriptionList: () => pages.DescriptionList({ items: [{ term: evil, description: evil }] }),
  Disclosure: () => pages.Disclosure({ summary: evil, children: evil }),
  EmptyState: () => pages.EmptyState({ title: evil, text: evil, action: evil }),
  ErrorSummary: () => pages.ErrorSummary({ title: evil, errors: [{ field: evil, text: evil }, { text: evil }] }),
  Field: () =>
    pages.Field({ label: evil, name: evil, value: evil, hint: evil, error: evil, autocomplete: evil, pattern: evil }),
  Form: () => pages.Form({ action: evil, csrf: evil, hidden: { [evil]: evil }, label: evil, children: evil }),
  KioskPrompt: () => pages.KioskPrompt({ title: evil, text: evil }),
  KioskVerdict: () =>
    pages.KioskVerdict({ tone: 'refused', title: evil, name: evil, reason: evil, whatToDo: evil, detail: evil }),
  LanguageSwitch: () => pages.LanguageSwitch({ locale: 'ru', path: `/${evil}?${evil}` }),
  LibraryCard: () =>
    pages.LibraryCard({ number: evil, holder: evil, home: evil, state: { tone: 'ok', label: evil }, validity: evil }),
  LinkButton: () => pages.LinkButton(link),
  PageHeader: () => pages.PageHeader({ title: evil, lead: evil, back: link, actions: evil }),
  Pagination: () => pages.Pagination({ label: evil, previous: link, next: link, position: evil }),
  PasskeyForm: () =>
    pages.PasskeyForm({
      action: evil,
      question: evil,
      does: 'get',
      label: evil,
      busyLabel: evil,
      failed: evil,
      along: [evil],
      children: evil,
    }),
  PasswordField: () =>
    pages.PasswordField({
      label: evil,
      name: evil,
      autocomplete: 'new-password',
      hint: evil,
      error: evil,
      say: { show: evil, hide: evil, capsLock: evil, cyrillic: evil },
    }),
  ProgressBar: () => pages.ProgressBar({ label: evil, value: 1, max: 2, detail: evil }),
  RadioField: () =>
    pages.RadioField({
      label: evil,
      name: evil,
      hint: evil,
      error: evil,
      options: [{ value: evil, label: evil, hint: evil }],
    }),
  ScanField: () => pages.ScanField({ label: evil, name: evil, value: evil, hint: evil, error: evil, submit: evil }),
  SelectField: () =>
    pages.SelectField({
      label: evil,
      name: evil,
      value: evil,
      placeholder: evil,
      hint: evil,
      options: [{ value: evil, label: evil }],
    }),
  Stack: () => pages.Stack({ children: evil }),
  Stat: () => pages.Stat({ label: evil, value: evil, detail: evil }),
  Stats: () => pages.Stats({ items: [{ label: evil, value: evil, detail: evil }] }),
  StatusBadge: () => pages.StatusBadge({ tone: 'ok', label: evil }),
  Steps: () => pages.Steps({ label: evil, steps: [evil, evil], current: 1 }),
  Timeline: () =>
    pages.Timeline({
      label: evil,
      nowLabel: evil,
      now: new Date(0),
      rows: [{ label: evil, spans: [{ from: new Date(0), tone: 'ok', title: evil }] }],
    }),
  Table: () =>
    pages.Table({
      caption: evil,
      columns: [{ key: 'a', label: evil, heading: true }],
      rows: [{ a: evil }],
      empty: evil,
    }),
  TextAreaField: () =>
    pages.TextAreaField({ label: evil, name: evil, value: `</textarea>${evil}`, hint: evil, error: evil }),
};

const page: Page = {
  title: evil,
  locale: 'ru',
  path: `/${evil}`,
  service: { name: evil, home: evil },
  signedInAs: { name: evil, detail: evil, signOut: { action: evil, csrf: evil } },
  nav: [{ ...link, current: true }],
  scripts: ['/assets/islands/scan-field.js'],
  stateTone: 'ok',
  body: html`<p>${evil}</p>`,
};

describe('hostile text', () => {
  it('every component has a sample', () => {
    const components = Object.entries(pages).flatMap(([name, value]) =>
      /^[A-Z]/.test(name) && typeof value === 'function' ? [name] : [],
    );
    // Icon takes only names of a closed list.
    expect(Object.keys(samples).sort()).toEqual(components.filter((name) => name !== 'Icon').sort());
  });

  it.each(Object.keys(samples))('stays text in %s', (name) => {
    const markup = renderToString(samples[name]?.() ?? html``);
    const elements = elementsOf(markup);
    expect(elements.length).toBeGreaterThan(0);
    // A picture names its parts with <title> elements of its own.
    const foreign = ['img', 'script', 'style', ...(name === 'Timeline' ? [] : ['title'])];
    expect(elements.map(({ tag }) => tag).filter((tag) => foreign.includes(tag))).toEqual([]);
    expect(elements.flatMap(({ attributes }) => attributes).filter(isInline)).toEqual([]);
  });

  it.each(['page', 'card', 'kiosk'] as const)(
    'stays text in a whole %s, whose scripts are all files of this host',
    (screen) => {
      const elements = elementsOf(renderDocument({ ...page, screen }));
      expect(elements.flatMap(({ attributes }) => attributes).filter(isInline)).toEqual([]);
      expect(elements.filter(({ tag }) => tag === 'style')).toEqual([]);
      const scripts = elements.filter(({ tag }) => tag === 'script');
      expect(scripts.map(({ source }) => source)).toEqual([
        '<script type="module" src="/assets/islands/submit-once.js">',
        '<script type="module" src="/assets/islands/scan-field.js">',
      ]);
      expect(
        elements.filter(({ tag }) => tag === 'img').map(({ source }) => /src="([^"]*)"/.exec(source)?.[1]),
      ).toEqual(['/assets/logo.svg']);
    },
  );

  it('stays text on an error page', () => {
    const elements = elementsOf(
      renderErrorPage({ ...page, status: 500, title: evil, text: evil, whatToDo: evil, requestId: evil }),
    );
    expect(elements.flatMap(({ attributes }) => attributes).filter(isInline)).toEqual([]);
    expect(elements.filter(({ tag }) => tag === 'h1')).toHaveLength(1);
  });
});

function isInline(attribute: string): boolean {
  return attribute === 'style' || attribute === 'srcdoc' || attribute.startsWith('on');
}

/** The opening tags of a markup as a browser would read them; fails on a `<` that opens nothing known. */
function elementsOf(markup: string): { tag: string; attributes: string[]; source: string }[] {
  const opening = /<([a-z][a-z0-9]*)((?:\s+[^\s"'<>/=]+(?:="[^"]*")?)*)\s*\/?>/gi;
  const rest = markup
    .replace(opening, '')
    .replace(/<\/[a-z][a-z0-9]*>/gi, '')
    .replace('<!doctype html>', '');
  expect(rest).not.toContain('<');
  return [...markup.matchAll(opening)].map(([source, tag = '', attributes = '']) => ({
    tag: tag.toLowerCase(),
    attributes: [...attributes.matchAll(/\s+([^\s"'<>/=]+)(?:="[^"]*")?/g)].map(([, name = '']) => name.toLowerCase()),
    source,
  }));
}
