import type { PageView } from '@onecampus/http';
import { Actions, Alert, html, LinkButton, type Locale, PageHeader, StatusBadge, Table } from '@onecampus/pages';
import type { Receipt } from '../../use-cases/find-receipt.ts';
import { receiptWords } from './receipt-words.ts';

export const receiptPath = '/signed-out';

/** Whether an application may yet answer within the time that somebody looks at the page. */
export function isSettling({ services }: Receipt): boolean {
  return services.some(({ state, failed }) => state === 'pending' && !failed);
}

/** What was signed out and what was not, service by service. */
export function receiptView(
  locale: Locale,
  receipt: Receipt | undefined,
  /** The university whose own provider let him in, and where he signs out there. */
  elsewhere?: { readonly university: string; readonly url: string },
): PageView {
  const say = receiptWords(locale);
  return {
    title: say.title,
    screen: 'card',
    body: html`
      ${PageHeader({ title: say.title, lead: say.lead })}
      ${receipt ? services(locale, receipt) : null}
      ${
        elsewhere
          ? html`${Alert({ tone: 'info', title: say.elsewhere(elsewhere.university), text: say.elsewhereText })}
              ${LinkButton({ label: say.signOutThere(elsewhere.university), href: elsewhere.url, tone: 'primary', full: true })}`
          : null
      }
      ${LinkButton({ label: say.home, href: '/', full: true })}`,
  };
}

function services(locale: Locale, receipt: Receipt) {
  const say = receiptWords(locale);
  const { services: all } = receipt;
  if (all.length === 0) return html`<p>${say.none}</p>`;
  const told = all.filter(({ state }) => state === 'told');
  const waiting = all.some(({ state }) => state === 'pending' || state === 'given-up');
  const seconds = (Math.max(0, ...told.map(({ after_ms }) => after_ms ?? 0)) / 1_000).toLocaleString(locale, {
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  });
  const settling = isSettling(receipt);
  const text = [
    settling ? say.pendingText : waiting ? say.laterText : '',
    all.some(({ state }) => state === 'cannot') ? say.cannotText : '',
  ]
    .filter(Boolean)
    .join(' ');
  return html`
    ${Alert({
      tone: told.length === all.length ? 'ok' : 'info',
      title:
        settling || told.length === 0
          ? say.toldSome(told.length, all.length)
          : say.toldAll(told.length, all.length, seconds),
      text: text || undefined,
    })}
    ${Table({
      caption: say.caption,
      captionHidden: true,
      columns: [
        { key: 'service', label: say.service, heading: true },
        { key: 'state', label: say.state },
      ],
      rows: all.map((one) => ({ service: locale === 'ru' ? one.nameRu : one.name, state: badge(locale, one) })),
    })}
    ${settling ? Actions({ children: LinkButton({ label: say.again, href: receiptPath }) }) : null}`;
}

function badge(locale: Locale, { state, failed }: Receipt['services'][number]) {
  const say = receiptWords(locale);
  switch (state) {
    case 'told':
      return StatusBadge({ tone: 'ok', label: say.told });
    case 'cannot':
      return StatusBadge({ tone: 'warn', label: say.cannot });
    case 'given-up':
      return StatusBadge({ tone: 'error', label: say.givenUp });
    default:
      return StatusBadge({ tone: failed ? 'warn' : 'info', label: failed ? say.failing : say.pending });
  }
}
