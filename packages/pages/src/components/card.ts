import { type Children, type Html, html } from '../html.ts';
import { names } from './names.ts';

export interface CardProps {
  title?: Children | undefined;
  /** Depth of the heading in the page's outline; 2 unless the card stands inside another. */
  level?: 2 | 3 | undefined;
  /** Small words under the title. */
  detail?: Children | undefined;
  /** What stands at the right of the title, e.g. a badge. */
  aside?: Children | undefined;
  /** Buttons on the card's lower edge. */
  actions?: Children | undefined;
  /** Without inner margins, for a table that fills the card. */
  flush?: boolean | undefined;
  children?: Children | undefined;
}

/** A sheet that holds one matter. */
export function Card(props: CardProps): Html {
  const heading =
    props.level === 3
      ? html`<h3 class="card-title">${props.title}</h3>`
      : html`<h2 class="card-title">${props.title}</h2>`;
  return html`<section class=${names('card', props.flush && 'card-flush')}>
    ${
      props.title
        ? html`<header class="card-head"><div>${heading}${props.detail ? html`<p class="card-detail">${props.detail}</p>` : null}</div>${
            props.aside ? html`<div class="card-aside">${props.aside}</div>` : null
          }</header>`
        : null
    }
    <div class="card-body">${props.children}</div>
    ${props.actions ? html`<footer class="card-foot">${props.actions}</footer>` : null}
  </section>`;
}
