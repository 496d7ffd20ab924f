import { type Children, type Html, html } from '../html.ts';

/** Two columns, the first the wider; one under the other where there is no room. */
export function Columns({ main, side }: { main: Children; side: Children }): Html {
  return html`<div class="columns"><div class="stack">${main}</div><div class="stack">${side}</div></div>`;
}

/** Blocks under each other at the page's own distance. */
export function Stack({ children }: { children: Children }): Html {
  return html`<div class="stack">${children}</div>`;
}

/** More that few need, folded under one line. */
export function Disclosure({
  summary,
  children,
  open,
}: {
  summary: string;
  children: Children;
  open?: boolean | undefined;
}): Html {
  return html`<details class="disclosure" open=${open === true}><summary>${summary}</summary><div class="disclosure-body">${children}</div></details>`;
}
