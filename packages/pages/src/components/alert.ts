import { type Children, type Html, html } from '../html.ts';
import { Icon } from './icon.ts';

export interface AlertProps {
  tone: 'info' | 'ok' | 'warn' | 'error';
  title: string;
  text?: Children | undefined;
  children?: Children | undefined;
}

/** What just happened, or what to know before going on. An error is announced at once, the rest politely. */
export function Alert({ tone, title, text, children }: AlertProps): Html {
  return html`<div class=${`alert alert-${tone}`} role=${tone === 'error' ? 'alert' : 'status'}>
    ${Icon({ name: tone })}
    <div class="alert-body"><p class="alert-title">${title}</p>${text ? html`<p>${text}</p>` : null}${children}</div>
  </div>`;
}
