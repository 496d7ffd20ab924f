import {
  Card,
  Code,
  DescriptionList,
  Disclosure,
  formatDateTime,
  formatDay,
  formatNumber,
  type Html,
  html,
  Stack,
  StatusBadge,
  Table,
} from '@onecampus/pages';
import type { OwnPerson } from '../../use-cases/show-person.ts';
import type { Seen } from '../console/seen.ts';
import type { PersonPage } from './person-page.ts';
import { personWords } from './person-words.ts';

type ShownRecord = OwnPerson['records'][number];
type Values = ShownRecord['history'][number]['values'];

/** What each of the university's own sources says, and what it said before. */
export function Records({ seen, person }: PersonPage): Html {
  return Stack({ children: person.records.map((record) => OneRecord(seen, record)) });
}

function OneRecord(seen: Seen, record: ShownRecord): Html {
  const { locale, university } = seen;
  const say = personWords(locale);
  const now: Values = {
    family_name: record.familyName,
    given_name: record.givenName,
    patronymic: record.patronymic,
    birth_date: record.birthDate,
    email: record.email,
    phone: record.phone,
  };
  const date = (at: Date) => formatDateTime(locale, at, university.timeZone);
  return Card({
    title: say.record(record.source, record.sourceKey),
    detail: `${say.version} ${formatNumber(locale, record.version)}, ${say.changedOn(date(record.updatedAt))}`,
    aside: record.missingSince
      ? StatusBadge({ tone: 'warn', label: say.missing(date(record.missingSince)) })
      : StatusBadge({ tone: 'ok', label: say.present }),
    children: html`
      ${DescriptionList({
        items: Object.entries(now).map(([field, value]) => ({
          term: fieldName(seen, field),
          description: shown(seen, field, value),
        })),
      })}
      ${
        record.history.length === 0
          ? html`<p class="soft">${say.noHistory}</p>`
          : Disclosure({
              summary: say.history(formatNumber(locale, record.history.length)),
              children: History(seen, record),
            })
      }`,
  });
}

function History(seen: Seen, record: ShownRecord): Html {
  const { locale, university } = seen;
  const say = personWords(locale);
  return Table({
    caption: say.history(formatNumber(locale, record.history.length)),
    captionHidden: true,
    columns: [
      { key: 'version', label: say.version, align: 'end' },
      { key: 'period', label: say.period, heading: true },
      { key: 'changed', label: say.changedFields },
      { key: 'values', label: say.values },
    ],
    rows: record.history.map((one) => ({
      version: one.version,
      period: `${formatDateTime(locale, one.from, university.timeZone)} – ${formatDateTime(locale, one.until, university.timeZone)}`,
      changed:
        one.changed.length === 0 ? say.nothingChanged : one.changed.map((field) => fieldName(seen, field)).join(', '),
      values: one.changed.map(
        (field) => html`<div>${fieldName(seen, field)}: ${shown(seen, field, one.values[field as keyof Values])}</div>`,
      ),
    })),
  });
}

function fieldName({ locale }: Seen, field: string): string {
  const say = personWords(locale);
  const names: Readonly<Record<string, string>> = {
    family_name: say.familyName,
    given_name: say.givenName,
    patronymic: say.patronymic,
    birth_date: say.birthDate,
    email: say.email,
    phone: say.phone,
  };
  return names[field] ?? field;
}

function shown({ locale }: Seen, field: string, value: string | null) {
  if (value === null) return '—';
  if (field === 'birth_date') return formatDay(locale, value);
  return field === 'email' || field === 'phone' ? Code({ value }) : value;
}
