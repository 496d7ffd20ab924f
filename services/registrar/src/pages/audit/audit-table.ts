import { formatDateTime, type Html, html, Table } from '@onecampus/pages';
import type { AuditPage } from '../../use-cases/list-audit.ts';
import { actorName } from '../console/actor-name.ts';
import type { Seen } from '../console/seen.ts';
import { actionWord } from './action-words.ts';
import { auditWords } from './audit-words.ts';
import { detailWord, subjectWord, valueWord } from './detail-words.ts';

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
      action: html`${actionWord(locale, one.action)}${Details(seen, one.details)}`,
      subject: Subject(seen, page, one.subject),
    })),
  });
}

/** Roles and counts are all that an entry carries; what is zero, or has no words, is left to the export. */
function Details({ locale }: Seen, details: Readonly<Record<string, unknown>>): Html | null {
  const shown = Object.entries(details).flatMap(([name, value]) => {
    const word = detailWord(locale, name);
    if (word === undefined || value === 0 || !['string', 'number'].includes(typeof value)) return [];
    return [`${word}: ${valueWord(locale, String(value))}`];
  });
  return shown.length === 0 ? null : html`<div class="soft">${shown.join(' · ')}</div>`;
}

function Subject(seen: Seen, page: AuditPage, subject: string | null) {
  if (subject === null) return '—';
  if (subject.startsWith('person:')) return actorName(seen, page.names, subject);
  if (subject === `university:${seen.university.id}`) return seen.university.shortName[seen.locale];
  return html`<span class="soft">${subjectWord(seen.locale, subject.slice(0, subject.indexOf(':')))}</span>`;
}
