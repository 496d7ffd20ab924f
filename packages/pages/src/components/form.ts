import { type Children, type Html, html } from '../html.ts';
import { names } from './names.ts';

export interface FormProps {
  action: string;
  method?: 'post' | 'get' | undefined;
  /** Printed as the hidden field `csrf`; only into forms that post. */
  csrf?: string | undefined;
  /** Further values that travel with the form unseen. */
  hidden?: Readonly<Record<string, string | undefined>> | undefined;
  /** `multipart/form-data` for forms with a file. */
  enctype?: 'multipart/form-data' | 'application/x-www-form-urlencoded' | undefined;
  /** Names the form for screen readers where a page has several. */
  label?: string | undefined;
  /** Leaves all checking to the server, whose words are better than the browser's. Default true. */
  novalidate?: boolean | undefined;
  /** All on one line, for search and filters. */
  inline?: boolean | undefined;
  children?: Children | undefined;
}

/** A form that works without JavaScript; with it, a second press of the button does not send it twice. */
export function Form(props: FormProps): Html {
  const method = props.method ?? 'post';
  const hidden = Object.entries(props.hidden ?? {}).filter(([, value]) => value !== undefined);
  return html`<form class=${names('form', props.inline && 'form-inline')} action=${props.action} method=${method}
    enctype=${props.enctype} aria-label=${props.label} novalidate=${props.novalidate !== false} data-submit-once=${method === 'post' ? '' : undefined}>
    ${method === 'post' && props.csrf !== undefined ? html`<input type="hidden" name="csrf" value=${props.csrf} />` : null}
    ${hidden.map(([name, value]) => html`<input type="hidden" name=${name} value=${value} />`)}
    ${props.children}
  </form>`;
}
