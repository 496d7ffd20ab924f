import { type Children, type Html, html } from '../html.ts';
import { Icon } from './icon.ts';

export interface PageHeaderProps {
  title: string;
  lead?: Children | undefined;
  back?: { href: string; label: string } | undefined;
  actions?: Children | undefined;
}

/** The page's one `h1`, with the way back above it. Every body begins with it, except on the kiosk, where the verdict is the heading. */
export function PageHeader({ title, lead, back, actions }: PageHeaderProps): Html {
  return html`<div class="page-head">
    ${back ? html`<a class="back" href=${back.href}>${Icon({ name: 'back' })}<span>${back.label}</span></a>` : null}
    <div class="page-head-row"><h1>${title}</h1>${actions ? html`<div class="actions">${actions}</div>` : null}</div>
    ${lead ? html`<p class="lead">${lead}</p>` : null}
  </div>`;
}
