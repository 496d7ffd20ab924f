import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { transaction } from '@onecampus/database';
import { type StaffRole, staffRoles } from '@onecampus/directory';
import type { DescribedPage } from '@onecampus/http';
import { issueToken } from '@onecampus/registrar/use-cases/scim/issue-token';
import request from 'supertest';
import { type Served, serveRegistrar } from '../integration/registrar/served.ts';
import { type FreshDatabase, freshDatabase } from '../support/databases.ts';
import { arrangeForeignMatch, arrangeOwnAndForeign, type OwnAndForeign } from './own-and-foreign.ts';
import { type Invited, requestsTo } from './requests.ts';
import { guardedTables } from './table-faults.ts';

const ownName = 'Своеземцева';
const foreignName = 'Чужеземцева';
/** What anybody may fetch: keys, and the description of the API. */
const open = ['/events/jwks.json', '/openapi.json'];

/** Each page and route × each role × each id of another university: nothing of it comes out, and nothing of it changes. */
describe('isolation at the routes', () => {
  let database: FreshDatabase;
  let registrar: Served;
  /** One that listens all the while: a listener per request would be most of the test's time. */
  let server: Server;
  let both: OwnAndForeign;
  let foreignIds: string[];
  let ownIds: string[];
  let canaries: string[];
  let staffId: string;
  const pages = () => (registrar.app.locals['pages'] as DescribedPage[]).filter((page) => !page.path.startsWith('/my'));

  beforeAll(async () => {
    database = await freshDatabase();
    both = await arrangeOwnAndForeign(database.admin);
    await arrangeForeignMatch(database.admin, both.foreign);
    registrar = await serveRegistrar(database);
    server = createServer(registrar.app as never).listen(0, '127.0.0.1');
    const { own, foreign } = both;
    for (const [university, name] of [
      [own, ownName],
      [foreign, foreignName],
    ] as const) {
      await database.admin.raw(
        'update directory.source_records set family_name = ?, name_key = null where university_id = ?',
        [name, university.id],
      );
      await database.admin.raw('update registrar.event_streams set label = ? where university_id = ?', [
        `stream of ${name}`,
        university.id,
      ]);
    }
    [ownIds, foreignIds] = [await idsOf(own.id), await idsOf(foreign.id)];
    const { rows } = await database.admin.raw<{ rows: { value: string }[] }>(
      `select value from directory.identifiers where university_id = ?`,
      [foreign.id],
    );
    canaries = [foreignName, ...rows.map((row) => row.value)];
    const staff = await database.admin.raw<{ rows: { id: string }[] }>(
      `select person_id as id from directory.staff_roles where university_id = ?`,
      [own.id],
    );
    staffId = staff.rows[0]!.id;
  });
  afterAll(async () => {
    server.closeAllConnections();
    server.close();
    await registrar.close();
    await database.drop();
  });

  /** One id of each kind of thing that a university has. */
  async function idsOf(universityId: string): Promise<string[]> {
    const tables = (await transaction(database.admin, guardedTables)).filter(
      (table) => table !== 'directory.audit_trail',
    );
    const ids: string[] = [];
    for (const table of tables) {
      const { rows: columns } = await database.admin.raw<{ rows: { name: string }[] }>(
        `select attname as name from pg_attribute where attrelid = ?::regclass and attname in ('id', 'university_id', 'person_id') and atttypid = 'uuid'::regtype`,
        [table],
      );
      const names = columns.map((column) => column.name);
      if (!names.includes('university_id')) continue;
      for (const name of names.filter((one) => one !== 'university_id')) {
        const { rows } = await database.admin.raw<{ rows: { id: string }[] }>(
          `select ${name} as id from ${table} where university_id = ? order by 1 limit 1`,
          [universityId],
        );
        if (rows[0]?.id) ids.push(rows[0].id);
      }
    }
    return [...new Set(ids)];
  }

  const signIn = (...roles: StaffRole[]) => {
    registrar.visitor = {
      personId: staffId,
      name: 'Staff',
      roles: roles.map((role) => ({ role, universityId: both.own.id })),
    };
  };

  async function send(one: Invited): Promise<{ status: number; text: string }> {
    const sent = request(server)[one.method](one.path);
    if (one.form) sent.type('form').send(one.form);
    const answer = await sent;
    return { status: answer.status, text: `${answer.text ?? ''} ${JSON.stringify(answer.headers)}` };
  }

  /** What is wrong with the answers to everything that the pages invite to. */
  async function leaks(invited: readonly Invited[]): Promise<string[]> {
    const faults: string[] = [];
    for (const one of invited) {
      const { status, text } = await send(one);
      const where = `${one.method} ${one.path}: ${status}`;
      if (status >= 500) faults.push(`${where} is a failure`);
      if (status === 200 && one.namesOne) faults.push(`${where} although it is another university’s`);
      for (const canary of canaries) if (text.includes(canary)) faults.push(`${where} shows ${canary}`);
    }
    return faults;
  }

  async function foreignDigest(): Promise<unknown> {
    const { rows } = await database.admin.raw<{ rows: unknown[] }>(
      `select (select md5(string_agg(r::text, '|' order by r.id)) from directory.source_records r where r.university_id = ?) as records,
              (select md5(string_agg(a::text, '|' order by a.id)) from directory.affiliations a where a.university_id = ?) as affiliations,
              (select md5(string_agg(g::text, '|' order by g.id)) from directory.groups g where g.university_id = ?) as groups,
              (select md5(string_agg(s::text, '|' order by s.id)) from directory.staff_roles s where s.university_id = ?) as roles,
              (select md5(string_agg(e::text, '|' order by e.id)) from directory.erasures e where e.university_id = ?) as erasures,
              (select md5(string_agg(m::text, '|' order by m.id)) from directory.match_requests m where m.university_id = ?) as matches,
              (select md5(string_agg(i::text, '|' order by i.id)) from registrar.imports i where i.university_id = ?) as imports,
              (select md5(string_agg(q::text, '|' order by q.id)) from registrar.role_requests q where q.university_id = ?) as requests,
              (select md5(string_agg(x::text, '|' order by x.id)) from registrar.event_streams x where x.university_id = ?) as streams`,
      Array.from({ length: 9 }, () => both.foreign.id),
    );
    return rows[0];
  }

  it('shows and changes nothing of another university, whatever the id and the role', async () => {
    const before = await foreignDigest();
    const slugs = [both.own.slug, both.foreign.slug];
    signIn(...staffRoles);
    expect(pages().length).toBeGreaterThan(25);
    const all = pages().flatMap((page) => requestsTo(page, { slugs, ids: foreignIds }));
    expect(await leaks(all)).toEqual([]);
    for (const role of staffRoles) {
      signIn(role);
      const few = pages().flatMap((page) => requestsTo(page, { slugs, ids: foreignIds.slice(0, 1) }));
      expect(await leaks(few)).toEqual([]);
    }
    expect(await foreignDigest()).toEqual(before);
  }, 120_000);

  it('is proved by requests that do show what is one’s own', async () => {
    signIn(...staffRoles);
    const own = pages()
      .filter((page) => page.method === 'get')
      .flatMap((page) => requestsTo(page, { slugs: [both.own.slug], ids: ownIds }));
    let [shown, named] = [0, 0];
    for (const one of own) {
      const { status, text } = await send(one);
      if (status === 200 && one.namesOne) shown += 1;
      if (text.includes(ownName)) named += 1;
    }
    expect(shown).toBeGreaterThan(5);
    expect(named).toBeGreaterThan(0);
  });

  it('would be found broken without row-level security', async () => {
    const tables = await transaction(database.admin, guardedTables);
    for (const table of tables) await database.admin.raw(`alter table ${table} disable row level security`);
    try {
      signIn(...staffRoles);
      const gets = pages()
        .filter((page) => page.method === 'get')
        .flatMap((page) => requestsTo(page, { slugs: [both.own.slug], ids: foreignIds }));
      expect((await leaks(gets)).length).toBeGreaterThan(0);
    } finally {
      for (const table of tables) await database.admin.raw(`alter table ${table} enable row level security`);
    }
  });

  it('lets nobody in without a token or a sign-in', async () => {
    registrar.visitor = undefined;
    const routes = registrar.app.locals['routes'] as Parameters<typeof requestsTo>[0][];
    const invited = routes.flatMap((route) => requestsTo(route, { slugs: [both.own.slug], ids: ownIds.slice(0, 1) }));
    const let_in: string[] = [];
    for (const one of invited) {
      const answer = await request(server)[one.method](one.path);
      if (answer.status !== 401 && !open.includes(one.path)) let_in.push(`${one.method} ${one.path}: ${answer.status}`);
    }
    for (const page of pages().flatMap((one) => requestsTo(one, { slugs: [both.own.slug], ids: ownIds.slice(0, 1) }))) {
      const { status } = await send(page);
      if (status !== 303) let_in.push(`${page.method} ${page.path}: ${status}`);
    }
    expect(let_in).toEqual([]);
  });

  it('answers a university’s SCIM token about another university as about nothing', async () => {
    const { token } = await issueToken(registrar.context, {
      by: 'service:test',
      university: both.own.slug,
      name: 'isolation',
      lifetimeDays: 1,
    });
    const answers = new Set<string>();
    for (const slug of [both.own.slug, both.foreign.slug]) {
      for (const resource of ['Users', 'Groups', 'Affiliations']) {
        for (const id of foreignIds) {
          for (const method of ['get', 'delete'] as const) {
            const answer = await request(server)
              [method](`/scim/v2/${slug}/${resource}/${id}`)
              .set('authorization', `Bearer ${token}`);
            answers.add(`${answer.status} ${canaries.some((canary) => answer.text.includes(canary))}`);
          }
        }
      }
    }
    expect([...answers]).toEqual(['404 false']);
  });
});
