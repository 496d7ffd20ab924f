import { type Children, type Html, html } from '../html.ts';

export interface DescriptionListProps {
  items: readonly { term: string; description: Children }[];
}

/** Facts about one thing: what it is called at the left, what it is at the right. */
export function DescriptionList({ items }: DescriptionListProps): Html {
  return html`<dl class="facts">${items.map(
    ({ term, description }) => html`<div class="fact"><dt>${term}</dt><dd>${description}</dd></div>`,
  )}</dl>`;
}
