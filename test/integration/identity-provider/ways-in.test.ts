import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { University } from '@onecampus/directory';
import { type FreshDatabase, freshDatabase } from '../../support/databases.ts';
import { type ArrangedPerson, arrangePerson, arrangeUniversities } from '../../support/people.ts';
import { Browser } from './browser.ts';
import { authorizationRequest, type RegisteredClient, registerClient } from './flows.ts';
import { type IdentityProvider, startIdentityProviders } from './identity-provider.ts';
import { type ArrangedUpstream, answerOfUpstream, arrangeUpstream } from './upstreams.ts';
import {
  arrangeWaysInAdmins,
  decideWayIn,
  newestRequest,
  upstreamForm,
  upstreamRows,
  type WaysInAdmins,
} from './ways-in-admins.ts';

let database: FreshDatabase;
let provider: IdentityProvider;
let lms: RegisteredClient;
let tpu: University;
let tsu: University;
let admins: WaysInAdmins;
let timur: ArrangedPerson;
let anna: ArrangedPerson;
let upstream: ArrangedUpstream;
const password = 'верный пароль 1';
const at = (slug: string, more = '') => `${provider.issuer}/console/${slug}/ways-in${more}`;

beforeAll(async () => {
  database = await freshDatabase();
  ({ tpu, tsu } = await arrangeUniversities(database.admin));
  timur = await arrangePerson(database.admin, { university: tsu, login: 'timur' });
  anna = await arrangePerson(database.admin, { university: tpu, login: 'anna', familyName: 'Кедрова' });
  provider = await startIdentityProviders(database, { settings: { CAMPUS_CONSOLE_PASSKEYS: 'no' } });
  admins = await arrangeWaysInAdmins(database.admin, provider, { tsu, tpu, password });
  lms = await registerClient(provider);
  upstream = await arrangeUpstream(database.admin, provider, {
    university: tsu,
    state: 'not here',
    people: [
      { sub: 'u-1', name: 'Тимур', claims: { eduperson_principal_name: timur.eppn } },
      { sub: 'u-2', name: 'Гость', claims: { eduperson_principal_name: 'guest@tsu.ru' } },
      { sub: 'u-3', name: 'Другой', claims: { eduperson_principal_name: 'other@tsu.ru' } },
      { sub: 'u-4', name: 'Третий', claims: { eduperson_principal_name: 'third@tsu.ru' } },
    ],
  });
});

afterAll(async () => {
  await upstream?.stop();
  await provider?.stop();
  await database?.drop();
});

const form = (change: Record<string, string> = {}) => upstreamForm(upstream, change);
const rows = () => upstreamRows(database.admin);
const reason = 'Переезд на новую систему входа';
const openRequest = () => newestRequest(database.admin);
const decide = (who: keyof WaysInAdmins, id: string, outcome = 'agreed') =>
  decideWayIn(provider, admins, { who, id, outcome });
const told = async ({ personId }: ArrangedPerson) =>
  (
    await database
      .admin('identity_provider.notices')
      .where({ person_id: personId })
      .whereLike('kind', 'upstream-%')
      .orderBy('id')
      .select('kind')
  ).map(({ kind }: { kind: string }) => kind);
const audited = async () =>
  (await database.admin('directory.audit_trail').where({ university_id: tsu.id }).select('action')).map(
    ({ action }: { action: string }) => action,
  );
const visit = async (sub: string) => {
  const browser = new Browser();
  const request = authorizationRequest(provider.issuer, lms, { domain_hint: 'tsu.ru' });
  const back = await answerOfUpstream(browser, upstream, request.url, sub);
  return browser.follow(await browser.get(back), lms.redirect_uri);
};
const strangers = async () =>
  (
    await database.admin.raw<{ rows: { id: string; sub: string; state: string }[] }>(
      'select id, sub, state from identity_provider.upstream_strangers',
    )
  ).rows;

describe('ways in', () => {
  it('refuses what cannot be so, field by field, and keeps no row of it', async () => {
    const { browser } = admins.tsu;
    for (const [change, field] of [
      [{ issuer: 'http://elsewhere.example' }, 'issuer'],
      [{ claim: 'email' }, 'claim'],
      [{ domains: 'tpu.ru' }, 'domains'],
      [{ secret: '' }, 'secret'],
      [{ scopes: 'profile' }, 'scopes'],
      [{ slug: '../x' }, 'slug'],
    ] as const) {
      const answer = await browser.post(at('tsu', '/new'), form(change));
      expect([field, answer.status]).toEqual([field, 422]);
      expect(await answer.text()).toContain(`#field-${field}`);
    }
    expect(await rows()).toEqual([]);
  });

  it('goes from a draft over a test sign-in, which shows raw and mapped claims, to live', async () => {
    const { browser } = admins.tsu;
    const added = await browser.post(at('tsu', '/new'), form());
    expect(added.status).toBe(303);
    const path = `${provider.issuer}${added.headers.get('location')}`;
    const page = await (await browser.get(path)).text();
    expect(page).toContain(`${provider.issuer}/federation/callback/tsu`);
    expect(page).not.toContain(upstream.clientSecret);
    expect((await rows())[0]!.sealed).not.toContain(upstream.clientSecret);

    const tooEarly = await browser.post(`${path}/live`, { seen: '1', reason });
    expect(tooEarly.status).toBe(409);

    const back = await answerOfUpstream(browser, upstream, `${path}/test`, 'u-1');
    const { response } = await browser.follow(await browser.get(back), '-');
    const shown = await response.text();
    expect(response.status).toBe(200);
    for (const words of ['eduperson_principal_name', timur.eppn, 'u-1']) expect(shown).toContain(words);
    expect((await rows())[0]!.state).toBe('tested');
    // A test lets nobody in.
    expect((await database.admin.raw('select from identity_provider.upstream_links')).rows).toEqual([]);

    const { version } = (await rows())[0]!;
    expect((await browser.post(`${path}/live`, { seen: String(version - 1), reason })).status).toBe(409);
    expect((await browser.post(`${path}/live`, { seen: String(version), reason })).status).toBe(303);
    // Nobody alone: whoever runs the provider would be every administrator of the university.
    expect((await rows())[0]!.state).toBe('tested');
    expect((await browser.post(`${path}/live`, { seen: String(version), reason })).status).toBe(409);

    const { id } = await openRequest();
    expect(await decide('tsu', id)).toBe(403);
    expect(await decide('tpu', id)).toBe('consortium.request_unknown');
    for (const { person } of [admins.tsu, admins.tsuToo]) expect(await told(person)).toEqual(['upstream-asked']);
    expect(await told(admins.tpu.person)).toEqual([]);
    const seen = await (await admins.tsuToo.browser.get(at('tsu'))).text();
    for (const words of [upstream.issuer, reason, 'eduperson_principal_name', 'tsu.ru']) expect(seen).toContain(words);
    expect(await (await admins.tsuToo.browser.get(`${provider.issuer}/console/tsu`)).text()).toContain('вторым админ');
    expect(await decide('tsuToo', id)).toBe('request-agreed');
    expect(await decide('tsuToo', id)).toBe('consortium.request_unknown');
    expect((await rows())[0]!.state).toBe('live');
    expect((await visit('u-1')).url.startsWith(lms.redirect_uri)).toBe(true);
    expect(await told(admins.tsu.person)).toEqual(['upstream-asked', 'upstream-agreed']);
    expect(await audited()).toEqual(expect.arrayContaining(['upstream.change_asked', 'upstream.went_live']));
  });

  it('does not show the old secret to a new issuer', async () => {
    const { id, version } = (await rows())[0]!;
    const change = { ...form({ slug: '', secret: '', issuer: 'https://evil.example' }), seen: String(version) };
    expect((await admins.tsu.browser.post(at('tsu', `/${id}`), change)).status).toBe(422);
    expect((await rows())[0]!.state).toBe('live');
  });

  it('is not there for the administrator of another university, whichever address he uses', async () => {
    const { id, version } = (await rows())[0]!;
    const { browser } = admins.tpu;
    for (const slug of ['tsu', 'tpu']) {
      for (const more of [`/${id}`, `/${id}/test`, `/${id}/tested`]) {
        expect([slug, more, (await browser.get(at(slug, more))).status]).toEqual([slug, more, 404]);
      }
      const seen = String(version);
      expect(
        (await browser.post(at(slug, `/${id}`), { ...form({ slug: '', domains: 'tpu.ru' }), seen })).status,
      ).not.toBe(303);
      expect((await browser.post(at(slug, `/${id}/live`), { seen, reason })).status).toBe(404);
      expect((await browser.post(at(slug, `/${id}/pause`), {})).status).toBe(404);
    }
    expect((await browser.get(at('tsu'))).status).toBe(404);
    expect(await rows()).toMatchObject([{ id, version, state: 'live' }]);
  });
});

describe('strangers', () => {
  it('are decided by their university’s administrator alone where its own person is meant', async () => {
    expect((await visit('u-2')).response.status).toBe(403);
    const [stranger] = await strangers();
    const page = await (await admins.tsu.browser.get(at('tsu'))).text();
    for (const words of ['Гость', 'guest@tsu.ru']) expect(page).toContain(words);
    const mine = await arrangePerson(database.admin, { university: tsu, login: 'guest.known' });
    const answer = { answer: 'link', person: mine.studentNumber };
    expect((await admins.tpu.browser.post(at('tpu', `/strangers/${stranger!.id}`), answer)).status).toBe(404);
    const done = await admins.tsu.browser.post(at('tsu', `/strangers/${stranger!.id}`), answer);
    expect(done.headers.get('location')).toContain('done=linked');
    expect((await visit('u-2')).url.startsWith(lms.redirect_uri)).toBe(true);
    const { rows: told } = await database.admin.raw<{ rows: { kind: string }[] }>(
      'select kind from identity_provider.notices where person_id = ?',
      [mine.personId],
    );
    expect(told).toEqual([{ kind: 'university-linked' }]);
  });

  it('get another university’s account only when an administrator of that university agrees', async () => {
    await visit('u-3');
    const { id } = (await strangers()).find(({ sub }) => sub === 'u-3')!;
    const proposed = await admins.tsu.browser.post(at('tsu', `/strangers/${id}`), {
      answer: 'link',
      person: anna.eppn,
    });
    expect(proposed.headers.get('location')).toContain('done=proposed');
    expect((await visit('u-3')).response.status).toBe(403);
    // The asker's own university is not asked.
    expect((await admins.tsu.browser.post(at('tsu', `/agreements/${id}`), { answer: 'agree' })).status).toBe(404);
    const shown = await (await admins.tpu.browser.get(at('tpu'))).text();
    expect(shown).toContain('Кедрова');
    const agreed = await admins.tpu.browser.post(at('tpu', `/agreements/${id}`), { answer: 'agree' });
    expect(agreed.headers.get('location')).toContain('done=linked');
    expect((await visit('u-3')).url.startsWith(lms.redirect_uri)).toBe(true);
  });

  it('need two people even where one is administrator at both universities', async () => {
    await visit('u-4');
    const { id } = (await strangers()).find(({ sub }) => sub === 'u-4')!;
    const { person, browser } = admins.tsu;
    await database.admin.raw(
      `with record as (
         insert into directory.source_records (id, source_id, university_id, source_key, person_id, family_name, birth_date)
         select gen_random_uuid(), id, university_id, 'both', :person, 'Двоих', '2000-01-01' from directory.sources where university_id = :tpu
         returning id, person_id, university_id),
       membership as (
         insert into directory.affiliations (id, source_record_id, person_id, university_id, scope, affiliation, valid)
         select gen_random_uuid(), id, person_id, university_id, 'tpu.ru', 'staff', tstzrange('2024-09-01', null) from record)
       insert into directory.staff_roles (id, person_id, university_id, role, granted_by)
       values (gen_random_uuid(), :person, :tpu, 'administrator', 'service:test')`,
      { person: person.personId, tpu: tpu.id },
    );
    const other = await arrangePerson(database.admin, { university: tpu, login: 'other' });
    const asked = await browser.post(at('tsu', `/strangers/${id}`), { answer: 'link', person: other.eppn });
    expect(asked.headers.get('location')).toContain('done=proposed');
    const own = await browser.post(at('tpu', `/agreements/${id}`), { answer: 'agree' });
    expect(own.headers.get('location')).toContain('fault=match.second_pair_of_eyes');
    expect((await strangers()).find(({ sub }) => sub === 'u-4')!.state).toBe('proposed');
    await admins.tpu.browser.post(at('tpu', `/agreements/${id}`), { answer: 'refuse' });
    expect((await strangers()).find(({ sub }) => sub === 'u-4')!.state).toBe('refused');
    expect((await visit('u-4')).response.status).toBe(403);
    expect((await strangers()).filter(({ sub }) => sub === 'u-4')).toHaveLength(1);
  });
});
