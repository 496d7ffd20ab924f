import type { PageView } from '@onecampus/http';
import {
  Actions,
  Alert,
  Button,
  Card,
  CheckboxField,
  DescriptionList,
  Form,
  formatDateTime,
  formatNumber,
  type Html,
  html,
  LinkButton,
  PageHeader,
  Stack,
  Stats,
} from '@onecampus/pages';
import { feedsFrame, feedsPath } from './frame.ts';
import type { ImportPage } from './import-page.ts';
import { ChangeTables } from './import-tables.ts';
import { rollbackWords } from './rollback-words.ts';
import { StateBadge } from './state-badge.ts';
import { words } from './words.ts';

export function importView(shown: ImportPage): PageView {
  const { visitor, locale, university, source, record } = shown;
  const say = words(locale);
  const when = formatDateTime(locale, record.createdAt, university.timeZone);
  return {
    title: `${source.label} — ${when}`,
    ...feedsFrame(visitor, locale, university),
    body: html`
      ${PageHeader({
        title: source.label,
        lead: html`${university.shortName[locale]} · ${when} · ${StateBadge({ state: record.state, locale })}`,
        back: { href: feedsPath(university), label: say.back },
        actions: LinkButton({ label: say.again, href: `/sources/${source.id}` }),
      })}
      ${Stack({ children: [Outcome(shown), Confirmation(shown), Numbers(shown), Links(shown), ChangeTables(shown), Recognised(shown)] })}`,
  };
}

function Outcome({ record, locale }: ImportPage): Html | null {
  const say = words(locale);
  if (record.failure) return Alert({ tone: 'error', title: say.failed, text: record.failure[locale] });
  if (record.state === 'applied') return Alert({ tone: 'ok', title: say.doneTitle, text: say.doneText });
  if (record.state === 'rolled-back') {
    const { restored = 0, withdrawn = 0, kept = 0 } = record.rollbackCounts ?? {};
    const [a, b, c] = [restored, withdrawn, kept].map((n) => formatNumber(locale, n)) as [string, string, string];
    return Alert({
      tone: 'info',
      title: rollbackWords(locale).doneTitle,
      text: rollbackWords(locale).doneText(a, b, c),
    });
  }
  if (!record.rowsKept) return Alert({ tone: 'warn', title: say.droppedTitle, text: say.droppedText });
  return null;
}

/** The button under what it would do; where the file looks unusual it takes a second word. */
function Confirmation({ record, locale, confirmationMissing }: ImportPage): Html | null {
  const say = words(locale);
  if (!record.rowsKept || !record.counts || (record.state !== 'staged' && record.state !== 'needs-review')) return null;
  const { counts } = record;
  const reasons = {
    'no-rows': say.noRows,
    'mostly-refused': say.mostlyRefused,
    'other-people': say.otherPeople(formatNumber(locale, counts.otherHuman ?? 0)),
    shrinks: say.shrinks(formatNumber(locale, counts.ending), formatNumber(locale, counts.present)),
  };
  const review = record.reviewReasons.length > 0;
  const quiet = !review && counts.new + counts.changed + counts.ending === 0;
  return Stack({
    children: [
      review
        ? Alert({
            tone: 'warn',
            title: say.reviewTitle,
            children: html`<ul>${record.reviewReasons.map((reason) => html`<li>${reasons[reason]}</li>`)}</ul>`,
          })
        : null,
      quiet ? Alert({ tone: 'info', title: say.nothingTitle }) : null,
      Card({
        title: say.confirmTitle,
        children: Form({
          action: `/imports/${record.id}/apply`,
          children: html`
            <p>${say.confirmText}</p>
            ${
              review
                ? CheckboxField({
                    label: say.confirmReview,
                    name: 'accept_shrink',
                    error: confirmationMissing ? say.confirmReviewNeeded : undefined,
                  })
                : null
            }
            ${Actions({ children: Button({ label: say.confirm, busyLabel: say.confirming, tone: review ? 'danger' : 'primary' }) })}`,
        }),
      }),
    ],
  });
}

function Numbers({ record, locale }: ImportPage): Html | null {
  const say = words(locale);
  if (!record.counts) return null;
  const { counts } = record;
  const number = (n: number) => formatNumber(locale, n);
  return Stats({
    items: [
      { label: say.new, value: number(counts.new), tone: counts.new > 0 ? 'ok' : 'neutral' },
      { label: say.changed, value: number(counts.changed), tone: counts.changed > 0 ? 'info' : 'neutral' },
      { label: say.ending, value: number(counts.ending), tone: counts.ending > 0 ? 'warn' : 'neutral' },
      { label: say.unchanged, value: number(counts.unchanged) },
      {
        label: say.refused,
        value: number(counts.refused),
        tone: counts.refused > 0 ? 'error' : 'neutral',
        detail: `${say.rows}: ${number(counts.rows)}`,
      },
    ],
  });
}

function Links({ record, locale }: ImportPage): Html | null {
  const say = rollbackWords(locale);
  const changes =
    record.counts && record.rowsKept && record.counts.new + record.counts.changed + record.counts.ending > 0;
  if (!changes && record.state !== 'applied') return null;
  return Actions({
    children: [
      changes ? LinkButton({ label: say.changes, href: `/imports/${record.id}/changes.csv` }) : null,
      record.state === 'applied' ? LinkButton({ label: say.open, href: `/imports/${record.id}/rollback` }) : null,
    ],
  });
}

function Recognised({ record, locale }: ImportPage): Html | null {
  const say = words(locale);
  const { format, delta, charset, delimiter, notTaken } = record.recognised;
  if (charset === undefined && format === undefined) return null;
  const separators: Readonly<Record<string, string>> = { ';': say.semicolon, ',': say.comma, '\t': say.tab };
  return Card({
    title: say.recognised,
    children: DescriptionList({
      items: [
        ...(format === 'oneroster'
          ? [{ term: say.format, description: delta ? say.rosterDelta : say.rosterBulk }]
          : [
              { term: say.charset, description: charset === 'utf-8' ? 'UTF-8' : 'Windows-1251' },
              { term: say.delimiter, description: separators[delimiter ?? ''] ?? delimiter },
            ]),
        { term: say.notTaken, description: notTaken && notTaken.length > 0 ? notTaken.join(', ') : '—' },
      ],
    }),
  });
}
