import { formatDateTime, type Html, html, Table } from '@onecampus/pages';
import type { AuditPage } from '../../use-cases/list-audit.ts';
import { actorName } from '../console/actor-name.ts';
import type { Seen } from '../console/console-page.ts';
import { actionWord } from './action-words.ts';
import { auditWords } from './audit-words.ts';

/** Entries as sentences in columns: when, who, what, to whom. */
export function AuditTable({ seen, page }: { seen: Seen; page: AuditPage }): Html {
  const { locale, university } = seen;
  const say = auditWords(locale);
  return Table({
    caption: say.audit,
    captionHidden: true,
    columns: [
      { key: 'when', label: say.when, nowrap: true },
      { key: 'actor', label: say.actor },
      { key: 'action', label: say.action, heading: true },
      { key: 'subject', label: say.subject },
    ],
    rows: page.lines.map((one) => ({
      when: formatDateTime(locale, one.at, university.timeZone),
      actor: actorName(seen, page.names, one.actor),
      action: html`${actionWord(locale, one.action)}${Details(one.details)}`,
      subject: Subject(seen, page, one.subject),
    })),
  });
}

/** Names of fields, roles and counts are all that an entry carries. */
function Details(details: Readonly<Record<string, unknown>>): Html | null {
  const shown = Object.entries(details)
    .filter(([, value]) => ['string', 'number', 'boolean'].includes(typeof value) && String(value).length <= 40)
    .filter(([, value]) => !/^[0-9a-f-]{36}$/.test(String(value)));
  return shown.length === 0
    ? null
    : html`<div class="soft">${shown.map(([name, value]) => `${name}: ${String(value)}`).join(' · ')}</div>`;
}

function Subject(seen: Seen, page: AuditPage, subject: string | null) {
  if (subject === null) return '—';
  if (subject.startsWith('person:')) return actorName(seen, page.names, subject);
  if (subject === `university:${seen.university.id}`) return seen.university.shortName[seen.locale];
  const kind = subject.slice(0, subject.indexOf(':'));
  return html`<span class="soft">${kind}</span>`;
}
