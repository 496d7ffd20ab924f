import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { giveConsent } from '@onecampus/identity-provider/use-cases/give-consent';
import { findClient } from '../../../services/identity-provider/src/store/clients.ts';
import { type FreshDatabase, freshDatabase } from '../../support/databases.ts';
import { type ArrangedPerson, arrangePerson, arrangeUniversities } from '../../support/people.ts';
import { allow, asked, tokensAt } from './consent-flow.ts';
import { agreement, type RegisteredClient, registerClient, userinfo } from './flows.ts';
import { type IdentityProvider, startIdentityProviders } from './identity-provider.ts';

let database: FreshDatabase;
let provider: IdentityProvider;
let anna: ArrangedPerson;
let boris: ArrangedPerson;
let who: { login: string; password: string };
const password = 'верный пароль 1';

beforeAll(async () => {
  database = await freshDatabase();
  const { tpu, tsu } = await arrangeUniversities(database.admin);
  anna = await arrangePerson(database.admin, { university: tpu, login: 'anna.kedrova' });
  boris = await arrangePerson(database.admin, { university: tsu, login: 'boris' });
  who = { login: anna.eppn, password };
  provider = await startIdentityProviders(database);
  for (const { personId } of [anna, boris])
    await provider.api('PUT', `/api/v1/accounts/${personId}/password`, 'accounts.write', { password });
});
afterAll(async () => {
  await provider?.stop();
  await database?.drop();
});

const stranger = (change: Record<string, unknown> = {}) =>
  registerClient(provider, { client_name: 'Poster Printer', first_party: false, ...change });
const decide = async (client: RegisteredClient, policy: Record<string, unknown>) => {
  const answer = await provider.api(
    'PUT',
    `/api/v1/clients/${client.client_id}/release-policy`,
    'clients.write',
    policy,
  );
  expect(answer.status).toBe(200);
};
const ask = (client: RegisteredClient, change: Record<string, string> = {}, browser?: Parameters<typeof asked>[4]) =>
  asked(provider.issuer, client, who, change, browser);
const yes = (client: RegisteredClient, consent: Awaited<ReturnType<typeof ask>>, ticked?: Record<string, string>) =>
  allow(provider.issuer, client, consent, ticked);
const names = async (accessToken: string) =>
  Object.keys((await (await userinfo(provider.issuer, accessToken)).json()) as object).toSorted();
const consentsOf = (client: RegisteredClient) =>
  database
    .admin('identity_provider.consents')
    .where({ client_id: client.client_id })
    .orderBy('given_at')
    .select('claims', 'declined', 'ended_because', 'policy_version');

describe('consent', () => {
  it('is asked with the very values, the receiver and the reason', async () => {
    const client = await stranger();
    const before = await ask(client);
    expect(before.isAsked).toBe(true);
    for (const said of [
      'Poster Printer',
      'Семёнова Анна',
      anna.eppn,
      'student@tpu.ru (студент), member@tpu.ru',
      'tpu.ru (Томский политехнический университет)',
    ])
      expect(before.text).toContain(said);
    await decide(client, {
      purpose: { ru: 'Подписать ваш плакат', en: 'To sign your poster' },
      claims: { name: { basis: 'consent' }, email: { basis: 'contract' } },
    });
    const after = await ask(client);
    expect(after.text).toContain('Подписать ваш плакат');
    expect(after.text).toContain('по договору с университетами');
    expect(after.text).not.toContain('student@tpu.ru');
    expect((await ask(client, { ui_locales: 'en' })).text).toContain('To sign your poster');
  });

  it('lasts beyond the session, for what was agreed to and nothing more', async () => {
    const client = await stranger();
    await yes(client, await ask(client, { scope: 'openid profile' }));
    const again = await ask(client, { scope: 'openid profile' });
    expect(again.isAsked).toBe(false);
    expect(await names((await tokensAt(provider.issuer, client, again)).access_token)).toContain('name');
    expect((await ask(client, { scope: 'openid profile email' })).isAsked).toBe(true);
    const byName = { scope: 'openid profile', claims: JSON.stringify({ userinfo: { email: null } }) };
    expect((await ask(client, byName)).isAsked).toBe(true);
  });

  it('is asked anew where the policy has changed since', async () => {
    const client = await stranger();
    const policy = { claims: { name: { basis: 'consent' } } };
    await decide(client, policy);
    await yes(client, await ask(client));
    expect((await ask(client)).isAsked).toBe(false);
    await decide(client, policy);
    const changed = await ask(client);
    expect(changed.isAsked).toBe(true);
    await yes(client, changed);
    expect(await consentsOf(client)).toEqual([
      { claims: ['name'], declined: [], ended_because: 'replaced', policy_version: 1 },
      { claims: ['name'], declined: [], ended_because: null, policy_version: 2 },
    ]);
  });

  it('leaves out what somebody keeps to himself, and does not ask for it at every sign-in', async () => {
    const client = await stranger();
    await decide(client, {
      claims: { name: { basis: 'consent' }, email: { basis: 'consent', required: false } },
    });
    const tokens = await yes(client, await ask(client));
    expect(await names(tokens.access_token)).toEqual(['name', 'sub']);
    expect((await ask(client)).isAsked).toBe(false);
    const given = await yes(client, await ask(client, { prompt: 'consent' }), { email: 'yes' });
    expect(await names(given.access_token)).toEqual(['email', 'name', 'sub']);
  });

  it('answers the question that was asked and no other', async () => {
    const client = await stranger();
    const open = await ask(client, { scope: 'openid profile' });
    await decide(client, { claims: { name: { basis: 'consent' }, voperson_id: { basis: 'consent' } } });
    for (const form of [agreement(open.text), {}, { seal: 'x' }]) {
      const answer = await open.browser.post(`${open.url}/consent`, form as Record<string, string>);
      expect([answer.status, (await answer.text()).includes('name="seal"')]).toEqual([200, true]);
    }
    expect(await consentsOf(client)).toEqual([]);
  });

  it('is nothing that somebody could be talked out of by prompt=none, and is not asked where none is needed', async () => {
    const client = await stranger();
    const browser = (await ask(await registerClient(provider))).browser;
    const silent = await ask(client, { prompt: 'none' }, browser);
    expect(new URL(silent.url).searchParams.get('error')).toBe('consent_required');
    await decide(client, { bundle: 'anonymous', bundle_basis: 'contract' });
    const told = await ask(client, { prompt: 'none' }, browser);
    expect(await names((await tokensAt(provider.issuer, client, told)).access_token)).toEqual([
      'eduperson_scoped_affiliation',
      'schac_home_organization',
      'sub',
    ]);
  });

  it('is given by the person who was asked, not by whoever signed in here since', async () => {
    const client = await stranger();
    const open = await ask(client);
    const own = await registerClient(provider);
    const his = { login: boris.eppn, password };
    const tab = await asked(provider.issuer, own, his, { prompt: 'login' }, open.browser.clone());
    // The page of before is still open beside it, with the cookies of its own address.
    for (const name of ['campus_interaction', 'campus_interaction.sig', 'campus_resume', 'campus_resume.sig'])
      tab.browser.setCookie(name, open.browser.cookie(name)!);
    const answer = await tab.browser.post(`${open.url}/consent`, agreement(open.text));
    const { response } = await tab.browser.follow(answer, client.redirect_uri);
    expect(response.status).toBe(400);
    expect(await consentsOf(client)).toEqual([]);
  });

  it('is one that stands, of however many that are given at once', async () => {
    const { client_id, ...registered } = await stranger();
    await yes({ client_id, ...registered }, await ask({ client_id, ...registered }));
    const db = database.as('identity-provider');
    const client = (await findClient(db, client_id))!;
    const answer = {
      client,
      referenceId: anna.referenceId,
      sessionUid: undefined,
      asked: { scope: 'openid email', claims: [] },
      chosen: [],
    };
    await Promise.all(Array.from({ length: 20 }, () => giveConsent(db, { ...answer, locale: 'ru' })));
    const all = await consentsOf({ client_id, ...registered });
    expect([all.length, all.filter((one) => one.ended_because === null).length]).toEqual([21, 1]);
  });

  it('is on the audit trail by the names of what was agreed to', async () => {
    const client = await stranger();
    await yes(client, await ask(client, { scope: 'openid email' }));
    expect(
      await database
        .admin('directory.audit_trail')
        .where({ action: 'consent.given', subject: `client:${client.client_id}` })
        .first('actor', 'details'),
    ).toEqual({ actor: `person:${anna.personId}`, details: { claims: 'email email_verified', declined: '' } });
  });
});
