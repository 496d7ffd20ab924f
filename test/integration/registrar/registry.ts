import { createHmac } from 'node:crypto';
import type { Db } from '@onecampus/database';
import type { University } from '@onecampus/directory';
import { findSource } from '@onecampus/registrar/use-cases/find-source';
import type { ImportRoll } from '@onecampus/registrar/use-cases/import-roll';
import { importRoll } from '@onecampus/registrar/use-cases/import-roll';
import { saveSource } from '@onecampus/registrar/use-cases/save-source';
import { showImport } from '@onecampus/registrar/use-cases/show-import';
import { randomReference, systemClock, uuidv7 } from '@onecampus/runtime';
import { importsUnderWay } from '../../../services/registrar/src/imports-under-way.ts';

export type Registry = Parameters<typeof importRoll>[0];

/** What the registrar's use cases work with, on one connection pool of the registrar's own role. */
export function openRegistry(db: Db): Registry {
  return {
    db,
    importDb: db,
    waker: { wake: () => undefined },
    imports: importsUnderWay(systemClock),
    clock: systemClock,
    newId: uuidv7,
    newReference: randomReference,
    dataKey: Buffer.alloc(32, 7),
    markNationalNumber: (digits) => createHmac('sha256', 'test key').update(digits).digest('hex'),
  };
}

export const headings = [
  'Номер',
  'Фамилия',
  'Имя',
  'Отчество',
  'Дата рождения',
  'СНИЛС',
  'Логин',
  'Эл. почта',
  'Категория',
  'Факультет',
  'Программа',
  'Действует с',
  'Действует по',
  'Статус',
] as const;
export type Heading = (typeof headings)[number];
export type Line = Partial<Record<Heading, string>>;

/** A student who is there now; whatever a test is about it says itself. */
export const student = (number: string, changes: Line = {}): Line => ({
  Номер: number,
  Фамилия: 'Ёлкина',
  Имя: 'Анна',
  'Дата рождения': '12.04.2006',
  Логин: `u${number}`,
  Категория: 'студент',
  Факультет: 'ММФ',
  'Действует с': '01.09.2024',
  'Действует по': '31.08.2099',
  ...changes,
});

/** A roll in the ordinary format. */
export function roll(lines: readonly Line[]): string {
  const row = (cells: readonly string[]) => `${cells.join(';')}\r\n`;
  return row(headings) + lines.map((line) => row(headings.map((heading) => line[heading] ?? ''))).join('');
}

/** Five SNILS with fitting check digits that belong to nobody. */
export const snils = ['90000001184', '90000002287', '90000003390', '90000004493', '90000005596'] as const;

export interface Office {
  readonly registry: Registry;
  readonly university: University;
  readonly label: string;
}

export async function openOffice(
  registry: Registry,
  university: University,
  label: string,
  shrinkLimit = 1,
): Promise<Office> {
  await saveSource(registry, { by: 'service:test', university: university.slug, label, kind: 'sis', shrinkLimit });
  return { registry, university, label };
}

/** Brings a roll in, as text or as bytes, and tells the outcome with the refused rows. */
export async function bring(
  office: Office,
  content: string | Uint8Array,
  options: Partial<Pick<ImportRoll, 'dryRun' | 'acceptShrink' | 'partial' | 'forgetHeadings'>> = {},
) {
  const { registry } = office;
  const place = await findSource(registry, { university: office.university.slug, label: office.label });
  async function* bytes() {
    yield typeof content === 'string' ? Buffer.from(content) : content;
  }
  const record = await importRoll(registry, {
    by: 'service:test',
    ...place,
    input: { bytes: bytes() },
    dryRun: false,
    acceptShrink: false,
    ...options,
  });
  return showImport(registry, { importId: record.id });
}

/** Everything that an import could change, to be compared before and after. */
export async function wholeDirectory(admin: Db): Promise<unknown> {
  const tables: Record<string, unknown> = {};
  for (const table of [
    'people',
    'source_records',
    'identifiers',
    'affiliations',
    'national_number_marks',
    'change_feed',
    'sources',
  ]) {
    const { rows } = await admin.raw<{ rows: unknown[] }>(
      `select to_jsonb(t) as row from directory.${table} t order by to_jsonb(t)::text`,
    );
    tables[table] = rows;
  }
  return tables;
}

export interface PersonRow {
  readonly personId: string;
  readonly version: number;
  readonly recordVersion: number;
  readonly missing: boolean;
  readonly effective: string[];
}

/** The person behind a number of a university, with what is in effect now. */
export async function personOf(admin: Db, university: University, number: string): Promise<PersonRow | undefined> {
  const { rows } = await admin.raw<{ rows: PersonRow[] }>(
    `select r.person_id as "personId", p.version::int as version, r.version::int as "recordVersion", r.missing_since is not null as missing,
            array(select affiliation || '@' || scope from directory.effective_affiliations a where a.source_record_id = r.id order by 1) as effective
     from directory.source_records r join directory.people p on p.id = r.person_id
     where r.university_id = ? and r.source_key = ?`,
    [university.id, number],
  );
  return rows[0];
}

export async function feedOf(admin: Db): Promise<{ topic: string; entityId: string; universityId: string }[]> {
  const { rows } = await admin.raw<{ rows: { topic: string; entityId: string; universityId: string }[] }>(
    `select topic, entity_id as "entityId", university_id as "universityId" from directory.change_feed order by tx, sequence`,
  );
  return rows;
}
