import { LinkButton } from '../components/button.ts';
import { Code } from '../components/card-number.ts';
import { html } from '../html.ts';
import { commonWords } from '../language/common-words.ts';
import { errorTexts } from '../language/error-texts.ts';
import type { Page } from './page.ts';
import { renderDocument } from './render-document.ts';

export interface ErrorPage extends Pick<Page, 'locale' | 'path' | 'service'> {
  /** The HTTP status of the answer. */
  status: number;
  /** Each of the three comes from the status where it is not given. */
  title?: string | undefined;
  text?: string | undefined;
  whatToDo?: string | undefined;
  /** What support needs to find the event in the logs. */
  requestId?: string | undefined;
}

/** A document that says what happened and what to do; nothing of the fault's inner details. */
export function renderErrorPage(page: ErrorPage): string {
  const known = errorTexts(page.locale, page.status);
  const words = commonWords(page.locale);
  const title = page.title ?? known.title;
  const body = html`<div class="fault">
    <p class="fault-status" aria-hidden="true">${page.status}</p>
    <h1>${title}</h1>
    <p class="lead">${page.text ?? known.text}</p>
    <p class="fault-what">${page.whatToDo ?? known.whatToDo}</p>
    <div class="actions">${LinkButton({ href: page.service.home, label: words.toStart })}</div>
    ${page.requestId ? html`<p class="fault-request">${words.requestId}: ${Code({ value: page.requestId })}</p>` : null}
  </div>`;
  return renderDocument({ title, locale: page.locale, path: page.path, service: page.service, screen: 'card', body });
}
