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
let upstream: ArrangedUpstream;
const password = 'верный пароль 1';
const at = (slug: string, more = '') => `${provider.issuer}/console/${slug}/ways-in${more}`;

beforeAll(async () => {
  database = await freshDatabase();
  ({ tpu, tsu } = await arrangeUniversities(database.admin));
  timur = await arrangePerson(database.admin, { university: tsu, login: 'timur' });
  provider = await startIdentityProviders(database, { settings: { CAMPUS_CONSOLE_PASSKEYS: 'no' } });
  admins = await arrangeWaysInAdmins(database.admin, provider, { tsu, tpu, password });
  lms = await registerClient(provider);
  upstream = await arrangeUpstream(database.admin, provider, {
    university: tsu,
    people: [{ sub: 'u-1', name: 'Тимур', claims: { eduperson_principal_name: timur.eppn } }],
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
const visit = async (sub: string) => {
  const browser = new Browser();
  const request = authorizationRequest(provider.issuer, lms, { domain_hint: 'tsu.ru' });
  const back = await answerOfUpstream(browser, upstream, request.url, sub);
  return browser.follow(await browser.get(back), lms.redirect_uri);
};

/** Whoever runs a university's provider can come in as any of its people: nobody changes it alone. */
describe('a university’s provider', () => {
  it('keeps the old settings in force until a second administrator agrees to a change, which a new secret needs not', async () => {
    const { browser } = admins.tsu;
    const { id, version } = (await rows())[0]!;
    const save = (to: string, seen: number, change: Record<string, string> = {}) =>
      browser.post(at('tsu', `/${to}`), { ...form({ slug: '', ...change }), seen: String(seen) });
    expect((await save(id, version)).status).toBe(303);
    expect(await rows()).toMatchObject([{ id, state: 'live' }]);
    const live = (await rows())[0]!;

    for (const change of [
      { issuer: 'http://localhost:9' },
      { claim: 'login' },
      { domains: 'tsu.ru', scheme: 'student_number' },
      { trusts_acr: 'yes' },
    ] as Record<string, string>[]) {
      const saved = await save(id, live.version, change);
      const changeId = saved.headers.get('location')!.split('/').at(-1)!;
      expect(changeId).not.toBe(id);
      expect((await rows()).find((one) => one.id === id)).toEqual(live);
      expect((await visit('u-1')).url.startsWith(lms.redirect_uri)).toBe(true);
      // Untested it is not even asked for, and two changes at once would not know of each other.
      expect((await browser.post(at('tsu', `/${changeId}/live`), { seen: '1', reason })).status).toBe(409);
      expect((await save(id, live.version, change)).status).toBe(409);
      expect((await admins.tpu.browser.post(at('tsu', `/${changeId}/drop`), {})).status).toBe(404);
      expect((await browser.post(at('tsu', `/${changeId}/drop`), {})).status).toBe(303);
    }
    expect(await rows()).toEqual([live]);

    const changeId = (await save(id, live.version, { trusts_acr: 'yes' })).headers.get('location')!.split('/').at(-1)!;
    const test = async () => {
      const back = await answerOfUpstream(browser, upstream, at('tsu', `/${changeId}/test`), 'u-1');
      await browser.follow(await browser.get(back), '-');
      return (await rows()).find((one) => one.id === changeId)!;
    };
    const ask = async (seen: number) =>
      (await browser.post(at('tsu', `/${changeId}/live`), { seen: String(seen), reason })).status;
    expect(await ask((await test()).version)).toBe(303);
    const first = await openRequest();
    // Whoever changes it after it was asked for asks again: the second one agrees to what he has seen and to nothing else.
    expect((await save(changeId, (await test()).version, { trusts_acr: 'yes', claim: 'login' })).status).toBe(303);
    expect(await decide('tsuToo', first.id)).toBe('consortium.request_unknown');
    const unchanged = await database.admin('identity_provider.upstreams').where({ id }).first('claims', 'trusts_acr');
    expect([JSON.stringify(unchanged.claims), unchanged.trusts_acr]).toEqual([
      expect.not.stringContaining('login'),
      false,
    ]);
    await save(changeId, (await rows()).find((one) => one.id === changeId)!.version, { trusts_acr: 'yes' });
    expect(await ask((await test()).version)).toBe(303);
    const { id: second } = await openRequest();
    const seen = await (await admins.tsuToo.browser.get(at('tsu'))).text();
    expect(seen).toContain('Верить, что провайдер проверил два фактора');
    expect(seen).not.toContain('Идентификатор клиента');
    expect(await decide('tsuToo', second)).toBe('request-agreed');
    const changed = await database.admin('identity_provider.upstreams').where({ id }).first();
    expect(changed).toMatchObject({
      state: 'live',
      trusts_acr: true,
      asked_by: admins.tsu.person.personId,
      agreed_by: admins.tsuToo.person.personId,
    });
    expect(await rows()).toHaveLength(1);
    expect((await visit('u-1')).url.startsWith(lms.redirect_uri)).toBe(true);
  });

  it('is refused by the second administrator, or taken back, and nothing comes of it', async () => {
    const { browser } = admins.tsu;
    const { id } = (await rows())[0]!;
    await browser.post(at('tsu', `/${id}/pause`), {});
    const ask = async () => {
      const seen = String((await rows())[0]!.version);
      expect((await browser.post(at('tsu', `/${id}/live`), { seen, reason })).status).toBe(303);
      return (await openRequest()).id;
    };
    expect(await decide('tsuToo', await ask(), 'refused')).toBe('request-refused');
    expect(await decide('tsu', await ask(), 'refused')).toBe('request-refused');
    expect((await rows())[0]!.state).toBe('paused');
    expect(await openRequest()).toBeUndefined();
    expect(await decide('tsuToo', await ask())).toBe('request-agreed');
    expect((await rows())[0]!.state).toBe('live');
  });

  it('is agreed to by a security officer where the university has one administrator, and only there', async () => {
    const officer = admins.tpu;
    await provider.api('PUT', `/api/v1/consortium/officers/${officer.person.personId}`, 'keys.write', undefined);
    const { browser } = admins.tsu;
    const { id } = (await rows())[0]!;
    await browser.post(at('tsu', `/${id}/pause`), {});
    await browser.post(at('tsu', `/${id}/live`), { seen: String((await rows())[0]!.version), reason });
    const request = await openRequest();
    const decisions = () => officer.browser.get(`${provider.issuer}/consortium/decisions`);
    const agree = async () =>
      (await officer.browser.post(`${provider.issuer}/consortium/decisions/${request.id}`, { outcome: 'agreed' }))
        .status;
    expect(await (await decisions()).text()).not.toContain(upstream.issuer);
    expect(await agree()).toBe(404);
    const role = { person_id: admins.tsuToo.person.personId, role: 'administrator' };
    await database
      .admin('directory.staff_roles')
      .where(role)
      .update({ revoked_at: new Date(), revoked_by: 'service:test' });
    expect(await decide('tsuToo', request.id)).toBe(403);
    const page = await (await decisions()).text();
    for (const words of [upstream.issuer, reason, tsu.name.ru]) expect(page).toContain(words);
    expect(await agree()).toBe(303);
    expect((await rows())[0]!.state).toBe('live');
  });

  it('goes live by no way around the two: the database holds it too', async () => {
    const own = database.as('identity-provider');
    const { id } = (await rows())[0]!;
    const run = (sql: string) => own.raw(`update identity_provider.upstreams set ${sql} where id = ?`, [id]);
    await run(`state = 'paused'`);
    await expect(run(`state = 'live'`)).rejects.toMatchObject({ code: 'row.refused' });
    await expect(run(`state = 'live', agreed_at = now(), agreed_by = asked_by`)).rejects.toMatchObject({});
    await expect(own.raw('delete from identity_provider.upstreams where id = ?', [id])).rejects.toMatchObject({});
    await run(`state = 'live', agreed_at = now()`);
    await run(`trusts_acr = not trusts_acr`);
    expect((await rows())[0]!.state).toBe('draft');
    await run(`state = 'live', tested_at = now(), tested_by = 'service:test', agreed_at = now()`);
  });
});
