import { type Html, html } from '../html.ts';
import { Icon } from './icon.ts';

export interface PaginationProps {
  label: string;
  previous?: { href: string; label: string } | undefined;
  next?: { href: string; label: string } | undefined;
  /** Where we are, e.g. «1–50 из 1 240». */
  position?: string | undefined;
}

/** Forward and back through a long list. */
export function Pagination({ label, previous, next, position }: PaginationProps): Html {
  return html`<nav class="pagination" aria-label=${label}>
    ${previous ? html`<a class="button button-secondary" rel="prev" href=${previous.href}>${Icon({ name: 'back' })}${previous.label}</a>` : null}
    ${position ? html`<span class="pagination-position">${position}</span>` : null}
    ${next ? html`<a class="button button-secondary" rel="next" href=${next.href}>${next.label}${Icon({ name: 'forward' })}</a>` : null}
  </nav>`;
}
