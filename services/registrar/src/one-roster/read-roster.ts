import type { RollFile } from '../roll-file/read-roll-file.ts';
import { unreadable } from '../roll-file/unreadable.ts';
import type { RollField } from '../rules/roll-field.ts';
import { type TableKind, tableKind } from '../rules/roster-words.ts';
import type { Package } from './open-package.ts';
import { readTable } from './read-table.ts';
import { rosterRows } from './roster-rows.ts';

/** What a row made of a roster has, in this order. */
const fields: readonly RollField[] = [
  'source_key',
  'family_name',
  'given_name',
  'patronymic',
  'birth_date',
  'login',
  'email',
  'affiliation',
  'org_unit',
  'valid_from',
  'valid_until',
  'status',
];

/**
 * A OneRoster 1.2 CSV package as a roll: users with their roles, organizations and birth dates. Enrolments, classes and all
 * else are passed over. Users and roles must both be bulk or both delta.
 *
 * @throws DomainError `import.unreadable`.
 */
export async function readRoster(tables: Package): Promise<RollFile> {
  const properties = await readManifest(tables);
  const [users, roles] = [tableKind(properties, 'users'), tableKind(properties, 'roles')];
  if (users === 'absent' || roles === 'absent' || users !== roles) throw unreadable('roster-without-users');
  const version = properties.get('oneroster.version');
  if (version !== undefined && !version.startsWith('1.2')) throw unreadable('roster-version', { headings: [version] });
  return {
    charset: () => 'utf-8',
    delimiter: ',',
    headings: {
      fields: [...fields],
      columns: Object.fromEntries(fields.map((field) => [field, field])),
      notTaken: passedOver(properties),
    },
    isRoster: true,
    delta: users === 'delta',
    rows: rosterRows(tables, properties),
  };
}

async function readManifest(tables: Package): Promise<Map<string, string>> {
  const bytes = await tables.read('manifest.csv');
  if (!bytes) throw unreadable('roster-without-manifest');
  const properties = new Map<string, string>();
  for await (const row of readTable(bytes, 'manifest.csv', ['propertyName', 'value'])) {
    properties.set(row.cell('propertyName').toLowerCase(), row.cell('value'));
  }
  return properties;
}

const taken = new Set(['users', 'roles', 'orgs', 'demographics']);

function passedOver(properties: ReadonlyMap<string, string>): string[] {
  return [...properties.keys()]
    .filter((name) => name.startsWith('file.'))
    .map((name) => name.slice('file.'.length))
    .filter((table) => !taken.has(table) && (tableKind(properties, table) satisfies TableKind) !== 'absent')
    .map((table) => `${table}.csv`);
}
