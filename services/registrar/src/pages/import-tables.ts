import { Card, type Children, formatNumber, type Html, html, LinkButton, Stack, Table } from '@onecampus/pages';
import { fieldNames } from '../rules/file-faults.ts';
import type { RollField } from '../rules/roll-field.ts';
import { rowFaultText } from '../rules/row-faults.ts';
import type { ImportPage } from './import-page.ts';
import { words } from './words.ts';

/** Who is new, changes, ends, and which rows are refused: each in a table of its own, in the university's own words. */
export function ChangeTables(shown: ImportPage): Html {
  return Stack({
    children: [Changes(shown, 'ending'), Changes(shown, 'changed'), Changes(shown, 'new'), Refused(shown)],
  });
}

function Changes({ record, locale }: ImportPage, kind: 'new' | 'changed' | 'ending'): Html | null {
  const say = words(locale);
  const lines = (record.preview ?? []).filter((line) => line.kind === kind);
  const all = record.counts?.[kind] ?? 0;
  if (lines.length === 0) return null;
  const title = { new: say.newText, changed: say.changedText, ending: say.endingText }[kind];
  return Card({
    title,
    detail: all > lines.length ? say.firstOf(formatNumber(locale, lines.length), formatNumber(locale, all)) : undefined,
    flush: true,
    children: Table({
      caption: title,
      captionHidden: true,
      columns: [
        { key: 'number', label: say.number, nowrap: true },
        { key: 'name', label: say.name, heading: true },
        ...(kind === 'new' ? [] : [{ key: 'before', label: say.was }]),
        ...(kind === 'ending' ? [] : [{ key: 'after', label: say.willBe }]),
      ],
      rows: lines.map((line) => ({
        number: line.sourceKey,
        name: line.name,
        before: Lines(line.before),
        after: Lines([
          ...line.fields.map((field) => `${say.data}: ${fieldNames[field as RollField][locale]}`),
          ...line.after,
        ]),
      })),
    }),
  });
}

function Lines(lines: readonly string[]): Children {
  return lines.length === 0 ? '—' : lines.map((line) => html`<div>${line}</div>`);
}

function Refused({ record, refused, locale }: ImportPage): Html | null {
  const say = words(locale);
  if (refused.length === 0) return null;
  const all = record.counts?.refused ?? refused.length;
  return Card({
    title: say.refusedText,
    detail:
      all > refused.length ? say.firstOf(formatNumber(locale, refused.length), formatNumber(locale, all)) : undefined,
    flush: true,
    actions: LinkButton({ label: say.download, href: `/imports/${record.id}/refused.csv` }),
    children: Table({
      caption: say.refusedText,
      captionHidden: true,
      columns: [
        { key: 'line', label: say.line, align: 'end', nowrap: true },
        { key: 'number', label: say.number, nowrap: true },
        { key: 'field', label: say.field },
        { key: 'reason', label: say.reason, heading: true },
      ],
      rows: refused.map((row) => ({
        line: row.line,
        number: row.sourceKey ?? '—',
        field: row.field === null ? '—' : fieldNames[row.field as RollField][locale],
        reason: rowFaultText(row.fault, row.otherLine)[locale],
      })),
    }),
  });
}
