import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { withinUniversity } from '@onecampus/directory';
import { issueToken } from '@onecampus/registrar/use-cases/scim/issue-token';
import { serveRegistrar } from '../integration/registrar/served.ts';
import { freshDatabase } from '../support/databases.ts';
import { arrangeUniversities } from '../support/people.ts';
import { benchOptions } from './bench-options.ts';
import type { BenchRow } from './bench-row.ts';
import { progress } from './bench-run.ts';
import { fillScim } from './directory-scim-people.ts';
import { percentile } from './statistics.ts';

const users_count = 70_000;
const users_count_short = 11_000;
const members_count = 10_000;
const times = 300;
const times_short = 60;

/**
 * SCIM over HTTP, one request after the other, with authentication, rate, row-level security and audit as in production:
 * one member more in a group of ten thousand, a filter of fifty terms among seventy thousand Users, one User by name, and
 * a new User. Beside them a select by primary key through the same boundary.
 */
export async function benchDirectoryScim(): Promise<BenchRow[]> {
  const { short } = benchOptions();
  const count = short ? times_short : times;
  const database = await freshDatabase();
  const served = await serveRegistrar(database, { CAMPUS_SCIM_REQUESTS_A_MINUTE: '1000000' });
  const server = createServer(served.app);
  try {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { tsu } = await arrangeUniversities(database.admin);
    const { token } = await issueToken(served.context, {
      by: 'service:bench',
      university: 'tsu',
      name: 'x',
      lifetimeDays: 1,
    });
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/scim/v2/tsu`;
    const call = async (method: string, path: string, body?: object): Promise<string> => {
      const answer = await fetch(`${base}${path}`, {
        method,
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/scim+json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const text = await answer.text();
      if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
      return text;
    };
    progress(`${short ? users_count_short : users_count} SCIM Users`);
    const first = JSON.parse(await call('POST', '/Users', newUser('first'))) as { id: string };
    const ids = await fillScim(database.admin, first.id, short ? users_count_short : users_count);
    const group = JSON.parse(await call('POST', '/Groups', { displayName: 'Everybody' })) as { id: string };
    const member = (op: string, members: readonly string[]) =>
      call('PATCH', `/Groups/${group.id}`, {
        Operations: [{ op, path: 'members', value: members.map((value) => ({ value })) }],
      });
    const [many = 0] = await timesOf(1, () => member('add', ids.slice(0, members_count)));
    await database.admin.raw('vacuum analyze');

    const byKey = await timesOf(count, (n) =>
      withinUniversity(served.context.db, tsu.id, (tx) =>
        tx.raw('select id, family_name from directory.source_records where id = ?', [ids[n]!]),
      ),
    );
    const added = await timesOf(count, (n) => member('add', [ids[members_count + n]!]));
    const fifty = (n: number) => Array.from({ length: 50 }, (_, at) => `userName eq "u${n * 50 + at}"`).join(' or ');
    const filtered = await timesOf(count, (n) => call('GET', `/Users?filter=${encodeURIComponent(fifty(n % 200))}`));
    const byName = await timesOf(count, (n) =>
      call('GET', `/Users?filter=${encodeURIComponent(`userName eq "u${n}"`)}`),
    );
    const created = await timesOf(count, (n) => call('POST', '/Users', newUser(`new${n}`)));
    const row = (name: string, took: readonly number[], percent: number): BenchRow => ({
      name: `${name}, p${percent}`,
      value: percentile(took, percent),
      unit: 'ms',
      ratio: { to: 'a select by primary key', value: percentile(took, percent) / percentile(byKey, percent) },
    });
    return [
      row('select by primary key', byKey, 50),
      row('select by primary key', byKey, 99),
      { name: '10,000 members in one PATCH', value: many, unit: 'ms' },
      ...(
        [
          ['one member more in a group of 10,000', added],
          ['filter of 50 terms', filtered],
          ['User by userName', byName],
          ['new User', created],
        ] as const
      ).flatMap(([name, took]) => [row(name, took, 50), row(name, took, 99)]),
    ];
  } finally {
    server.closeAllConnections();
    server.close();
    await served.close();
    await database.drop();
  }
}

function newUser(userName: string): object {
  return { userName, name: { familyName: 'Ёлкина', givenName: 'Анна' }, active: true, userType: 'student' };
}

async function timesOf(count: number, work: (n: number) => Promise<unknown>): Promise<number[]> {
  const took: number[] = [];
  for (let n = 0; n < count; n += 1) {
    const from = performance.now();
    await work(n);
    took.push(performance.now() - from);
  }
  return took;
}
