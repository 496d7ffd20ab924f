import {
  Alert,
  Button,
  Card,
  EmptyState,
  Form,
  formatDateTime,
  html,
  type Locale,
  PageHeader,
  Stack,
  StatusBadge,
  Table,
} from '@onecampus/pages';
import type { LogoutHealth } from '../../../use-cases/logout-health.ts';
import { signOutsWords } from './sign-outs-words.ts';

const time_zone = 'Asia/Tomsk';

/** Each service of a university: whether it answers, since when not and why, and what waits for it. */
export function signOutsView(view: {
  readonly locale: Locale;
  readonly path: string;
  readonly services: readonly LogoutHealth[];
  readonly retried: number | undefined;
}) {
  const { locale, services, path } = view;
  const say = signOutsWords(locale);
  return {
    title: say.title,
    wide: true,
    body: html`
      ${PageHeader({ title: say.title, lead: say.lead })}
      ${Stack({
        children: [
          view.retried === undefined
            ? null
            : Alert({ tone: 'info', title: say.retried(view.retried), text: say.retriedText }),
          services.length === 0
            ? EmptyState({ title: say.none })
            : Card({
                flush: true,
                children: Table({
                  caption: say.title,
                  captionHidden: true,
                  columns: [
                    { key: 'service', label: say.service, heading: true },
                    { key: 'state', label: say.state },
                    { key: 'week', label: say.week },
                    { key: 'waiting', label: say.waiting },
                    { key: 'action', label: say.action },
                  ],
                  rows: services.map((one) => row(locale, path, one)),
                }),
              }),
        ],
      })}`,
  };
}

function row(locale: Locale, path: string, one: LogoutHealth) {
  const say = signOutsWords(locale);
  const name = locale === 'ru' ? one.nameRu : one.name;
  const seconds = ((one.p95_ms ?? 0) / 1_000).toLocaleString(locale, { maximumFractionDigits: 1 });
  const week = [
    one.told > 0 ? say.told(one.told) : '',
    one.told > 0 ? say.within(seconds) : '',
    one.givenUp > 0 ? say.givenUp(one.givenUp) : '',
    one.cannot > 0 ? say.untold(one.cannot) : '',
  ].filter(Boolean);
  return {
    service: name,
    state: state(locale, one),
    week: week.length === 0 ? '—' : html`${week.map((line) => html`<div>${line}</div>`)}`,
    waiting:
      one.waiting === 0 || one.waitingSince === null
        ? '—'
        : say.waitingSince(one.waiting, formatDateTime(locale, new Date(one.waitingSince), time_zone)),
    action:
      one.waiting === 0
        ? '—'
        : Form({
            action: `${path}/${encodeURIComponent(one.clientId)}/retry`,
            label: say.retryNamed(name),
            children: Button({ label: say.retry, tone: 'secondary' }),
          }),
  };
}

function state(locale: Locale, one: LogoutHealth) {
  const say = signOutsWords(locale);
  if (!one.canBeTold) return html`${StatusBadge({ tone: 'warn', label: say.cannot })}<p>${say.cannotText}</p>`;
  if (one.failingSince !== null) {
    const since = formatDateTime(locale, one.failingSince, time_zone);
    return html`${StatusBadge({ tone: 'error', label: say.failing(since) })}<p>${say[one.lastError ?? 'failed']}</p>`;
  }
  return one.toldAt === null
    ? StatusBadge({ tone: 'neutral', label: say.never })
    : StatusBadge({ tone: 'ok', label: say.ok });
}
