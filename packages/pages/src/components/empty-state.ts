import { type Children, type Html, html } from '../html.ts';

export interface EmptyStateProps {
  title: string;
  text?: Children | undefined;
  action?: Children | undefined;
}

/** Nothing here yet: why, and what would fill the place. */
export function EmptyState({ title, text, action }: EmptyStateProps): Html {
  return html`<div class="empty"><p class="empty-title">${title}</p>${text ? html`<p>${text}</p>` : null}${action}</div>`;
}
