import { unreadable } from '../roll-file/unreadable.ts';
import { rosterRoles, rosterStatus, tableKind } from '../rules/roster-words.ts';
import type { Package } from './open-package.ts';
import { readTable } from './read-table.ts';

/** Users are held in memory until their roles have been read; a city's largest university has a tenth of these. */
const users_max = 400_000;

type User = readonly [
  line: number,
  key: string,
  family: string,
  given: string,
  middle: string,
  login: string,
  email: string,
  status: string,
  enabled: string,
  org: string,
];

/** One row per user and role, in the order of the roles; a user of whom no role is told comes without one, to be refused. */
export async function* rosterRows(
  tables: Package,
  properties: ReadonlyMap<string, string>,
): AsyncGenerator<{ line: number; cells: string[] }> {
  const there = (table: string) => tableKind(properties, table) !== 'absent';
  const orgs = there('orgs') ? await namesOf(tables, 'orgs.csv', 'name') : new Map<string, string>();
  const births = there('demographics')
    ? await namesOf(tables, 'demographics.csv', 'birthDate')
    : new Map<string, string>();
  const users = await readUsers(tables);
  const told = new Set<string>();
  let line = 0;
  const row = (id: string, user: User, role: readonly [string, string, string, string, string]) => {
    const [, key, family, given, middle, login, email] = user;
    const [affiliation, org, from, until, status] = role;
    line += 1;
    const unit = orgs.get(org) ?? '';
    return {
      line,
      cells: [key, family, given, middle, births.get(id) ?? '', login, email, affiliation, unit, from, until, status],
    };
  };
  for await (const role of readTable(await must(tables, 'roles.csv'), 'roles.csv', [
    'userSourcedId',
    'role',
    'orgSourcedId',
  ])) {
    const id = role.cell('userSourcedId');
    const user = users.get(id);
    const word = role.cell('role');
    if (!user || rosterRoles[word.toLowerCase()] === 'nobody') {
      told.add(id);
      continue;
    }
    told.add(id);
    const ended = rosterStatus(role.cell('status'), 'true') === 'ended' || rosterStatus(user[7], user[8]) === 'ended';
    const [from, until] = [role.cell('beginDate'), role.cell('endDate')];
    yield row(id, user, [word, role.cell('orgSourcedId') || user[9], from, until, ended ? 'ended' : 'active']);
  }
  for (const [id, user] of users) if (!told.has(id)) yield row(id, user, ['', user[9], '', '', 'active']);
}

async function readUsers(tables: Package): Promise<Map<string, User>> {
  const users = new Map<string, User>();
  const required = ['sourcedId', 'username', 'givenName', 'familyName'];
  for await (const row of readTable(await must(tables, 'users.csv'), 'users.csv', required)) {
    const id = row.cell('sourcedId');
    if (users.size >= users_max) throw unreadable('package-too-large');
    if (users.has(id)) throw unreadable('user-twice', { line: row.line });
    users.set(id, [
      row.line,
      row.cell('identifier') || id,
      row.cell('familyName'),
      row.cell('givenName'),
      row.cell('middleName'),
      row.cell('username'),
      row.cell('email'),
      row.cell('status'),
      row.cell('enabledUser'),
      row.cell('primaryOrgSourcedId'),
    ]);
  }
  return users;
}

async function namesOf(tables: Package, table: string, column: string): Promise<Map<string, string>> {
  const names = new Map<string, string>();
  for await (const row of readTable(await must(tables, table), table, ['sourcedId', column])) {
    names.set(row.cell('sourcedId'), row.cell(column));
  }
  return names;
}

async function must(tables: Package, table: string): Promise<AsyncIterable<Uint8Array>> {
  const bytes = await tables.read(table);
  if (!bytes) throw unreadable('table-missing', { headings: [table] });
  return bytes;
}
