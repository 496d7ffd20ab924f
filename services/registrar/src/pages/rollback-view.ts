import type { PageView } from '@onecampus/http';
import {
  Actions,
  Alert,
  Button,
  Card,
  Form,
  formatDateTime,
  formatNumber,
  type Html,
  html,
  PageHeader,
  Stack,
  Stats,
  Table,
} from '@onecampus/pages';
import type { RollbackReportLine } from '../rules/rollback-words.ts';
import { feedsFrame } from './frame.ts';
import type { ImportPage } from './import-page.ts';
import { rollbackWords } from './rollback-words.ts';

interface RollbackPage extends ImportPage {
  readonly run: {
    readonly counts: { readonly restored: number; readonly withdrawn: number; readonly kept: number };
    readonly lines: readonly RollbackReportLine[];
  };
}

export function rollbackView(shown: RollbackPage): PageView {
  const { visitor, locale, university, source, record, run } = shown;
  const say = rollbackWords(locale);
  const when = formatDateTime(locale, record.createdAt, university.timeZone);
  const number = (n: number) => formatNumber(locale, n);
  return {
    title: say.title,
    ...feedsFrame(visitor, locale, university),
    body: html`
      ${PageHeader({
        title: say.title,
        lead: `${university.shortName[locale]} · ${source.label} · ${when}`,
        back: { href: `/imports/${record.id}`, label: say.back },
      })}
      ${Stack({
        children: [
          Stats({
            items: [
              { label: say.restored, value: number(run.counts.restored) },
              { label: say.withdrawn, value: number(run.counts.withdrawn) },
              { label: say.kept, value: number(run.counts.kept), tone: run.counts.kept > 0 ? 'warn' : 'neutral' },
            ],
          }),
          Confirmation(shown),
          ...(['keep', 'withdraw', 'restore'] as const).map((kind) => Lines(shown, kind)),
        ],
      })}`,
  };
}

function Confirmation({ locale, record, run }: RollbackPage): Html {
  const say = rollbackWords(locale);
  if (run.counts.restored + run.counts.withdrawn === 0) return Alert({ tone: 'info', title: say.nothing });
  return Card({
    title: say.question,
    children: Form({
      action: `/imports/${record.id}/rollback`,
      children: html`
        <p>${say.explanation}</p>
        ${Actions({ children: Button({ label: say.confirm, busyLabel: say.confirming, tone: 'danger' }) })}`,
    }),
  });
}

function Lines({ locale, run }: RollbackPage, kind: RollbackReportLine['kind']): Html | null {
  const say = rollbackWords(locale);
  const lines = run.lines.filter((line) => line.kind === kind);
  if (lines.length === 0) return null;
  const title = { restore: say.restoredText, withdraw: say.withdrawnText, keep: say.keptText }[kind];
  return Card({
    title,
    flush: true,
    children: Table({
      caption: title,
      captionHidden: true,
      columns: [
        { key: 'number', label: say.number, nowrap: true },
        { key: 'name', label: say.name, heading: true },
        ...(kind === 'keep' ? [{ key: 'reason', label: say.reason }] : [{ key: 'before', label: say.now }]),
        ...(kind === 'restore' ? [{ key: 'after', label: say.again }] : []),
      ],
      rows: lines.map((line) => ({
        number: line.sourceKey,
        name: line.name,
        reason: line.reason?.[locale],
        before: line.before.join('; ') || '—',
        after: line.after.join('; ') || '—',
      })),
    }),
  });
}
