import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { transaction } from '@onecampus/database';
import type { University } from '@onecampus/directory';
import { uuidv7 } from '@onecampus/runtime';
import { decodeJwt } from 'jose';
import { type FreshDatabase, freshDatabase } from '../../support/databases.ts';
import { type ArrangedPerson, arrangePerson, arrangeUniversities } from '../../support/people.ts';
import { allowedTokens, asked, tokensAt } from './consent-flow.ts';
import { type RegisteredClient, registerClient, type Tokens, userinfo } from './flows.ts';
import { type IdentityProvider, startIdentityProviders } from './identity-provider.ts';

let database: FreshDatabase;
let provider: IdentityProvider;
let tpu: University;
let tsu: University;
let anna: ArrangedPerson;
const password = 'верный пароль 1';
const raf = 'https://refeds.org/assurance';

beforeAll(async () => {
  database = await freshDatabase();
  ({ tpu, tsu } = await arrangeUniversities(database.admin));
  anna = await arrangePerson(database.admin, { university: tpu, login: 'anna.kedrova', studentNumber: '100500' });
  await alsoStaffAt(tsu);
  await entitled('urn:mace:tpu.ru:library');
  provider = await startIdentityProviders(database);
  await provider.api('PUT', `/api/v1/accounts/${anna.personId}/password`, 'accounts.write', { password });
});
afterAll(async () => {
  await provider?.stop();
  await database?.drop();
});

async function alsoStaffAt(university: University): Promise<void> {
  const [source, record] = [uuidv7(), uuidv7()];
  await transaction(database.admin, async (tx) => {
    await tx.raw(`insert into directory.sources (id, university_id, label, kind) values (?, ?, 'hr', 'hr')`, [
      source,
      university.id,
    ]);
    await tx.raw(
      `insert into directory.source_records (id, source_id, university_id, source_key, person_id, family_name, given_name, birth_date)
       values (?, ?, ?, 'hr-1', ?, 'Семёнова', 'Анна', '2004-05-06')`,
      [record, source, university.id, anna.personId],
    );
    await tx.raw(
      `insert into directory.affiliations (id, source_record_id, person_id, university_id, scope, affiliation, valid)
       values (?, ?, ?, ?, ?, 'staff', tstzrange('2024-09-01', null))`,
      [uuidv7(), record, anna.personId, university.id, university.homeOrganization],
    );
  });
}

async function entitled(uri: string): Promise<void> {
  const { rows } = await database.admin.raw<{ rows: { id: string }[] }>(
    'select id from directory.source_records where person_id = ? and university_id = ?',
    [anna.personId, tpu.id],
  );
  await database
    .admin('directory.entitlements')
    .insert({ uri, university_id: tpu.id, label_ru: 'Библиотека', label_en: 'Library' });
  await database.admin.raw(
    `insert into directory.entitlement_grants (id, uri, university_id, source_record_id, person_id, valid, granted_by)
     values (?, ?, ?, ?, ?, tstzrange('2024-09-01', null), 'service:test')`,
    [uuidv7(), uri, tpu.id, rows[0]!.id, anna.personId],
  );
}

/** Comes for the first university, unless another is named. */
async function signIn(client: RegisteredClient, change: Record<string, string> = {}, actAs = 'tpu'): Promise<Tokens> {
  const who = { login: anna.eppn, password, actAs };
  return tokensAt(provider.issuer, client, await asked(provider.issuer, client, who, change));
}
/** What the application reads at the userinfo endpoint, without the subject. */
async function learned(client: RegisteredClient, change: Record<string, string> = {}) {
  const tokens = await signIn(client, change);
  const { sub: _, ...claims } = (await (await userinfo(provider.issuer, tokens.access_token)).json()) as Record<
    string,
    unknown
  >;
  return claims;
}
const decide = (client: RegisteredClient, policy: Record<string, unknown>) =>
  provider.api('PUT', `/api/v1/clients/${client.client_id}/release-policy`, 'clients.write', policy);
const disclosed = (client: RegisteredClient) =>
  database
    .admin('directory.disclosures')
    .where({ to_party: `client:${client.client_id}` })
    .select('attributes', 'basis', 'from_university_id');

const everyScope =
  'openid profile email eduperson_scoped_affiliation eduperson_entitlement eduperson_assurance ' +
  'eduperson_principal_name schac_home_organization schac_personal_unique_code voperson_id';

describe('claims after REFEDS and MyAcademicID', () => {
  it('come by their scopes, from what is so at this moment', async () => {
    const client = await registerClient(provider, { scope: everyScope });
    // Scopes that we have nothing for are passed over.
    expect(await learned(client, { scope: `${everyScope} address phone` })).toEqual({
      name: 'Семёнова Анна',
      family_name: 'Семёнова',
      given_name: 'Анна',
      email: anna.eppn,
      email_verified: true,
      eduperson_scoped_affiliation: ['student@tpu.ru', 'member@tpu.ru', 'staff@tsu.ru', 'member@tsu.ru'],
      eduperson_entitlement: ['urn:mace:tpu.ru:library'],
      eduperson_assurance: [
        raf,
        `${raf}/version/2`,
        `${raf}/ID/unique`,
        `${raf}/ID/eppn-unique-no-reassign`,
        `${raf}/IAP/low`,
        `${raf}/ATP/ePA-1m`,
        `${raf}/ATP/ePA-1d`,
      ],
      eduperson_principal_name: anna.eppn,
      schac_home_organization: 'tpu.ru',
      schac_personal_unique_code: ['urn:schac:personalUniqueCode:int:esi:tpu.ru:100500'],
      voperson_id: `${anna.referenceId}@localhost`,
    });
  });

  it('are in no ID token, which says who, how and when, in ASCII', async () => {
    const client = await registerClient(provider, { scope: everyScope });
    const tokens = await signIn(client, {
      scope: everyScope,
      claims: JSON.stringify({ id_token: { name: { essential: true }, email: null } }),
    });
    const token = decodeJwt(tokens.id_token);
    expect(Object.keys(token).toSorted()).toEqual(
      ['acr', 'amr', 'at_hash', 'aud', 'auth_time', 'exp', 'iat', 'iss', 'nonce', 'sub'].filter((one) => one in token),
    );
    expect(token).toMatchObject({ acr: 'https://refeds.org/profile/sfa', amr: ['pwd'], sub: anna.referenceId });
    expect(token['auth_time']).toEqual(expect.any(Number));
  });

  it('take the home organisation from the university for which somebody acts in this session', async () => {
    const client = await registerClient(provider, { scope: everyScope });
    const home = async (actAs: string) => {
      const tokens = await signIn(client, { scope: 'openid schac_home_organization' }, actAs);
      return (await userinfo(provider.issuer, tokens.access_token)).json();
    };
    expect(await home('tpu')).toMatchObject({ schac_home_organization: 'tpu.ru' });
    expect(await home('tsu')).toMatchObject({ schac_home_organization: 'tsu.ru' });
  });

  it('can be asked for one by one, which opens nothing that the policy keeps shut', async () => {
    const client = await registerClient(provider, { scope: 'openid email' });
    const claims = JSON.stringify({ userinfo: { email: { essential: true }, name: null, voperson_id: null } });
    expect(await learned(client, { scope: 'openid', claims })).toEqual({ email: anna.eppn });
  });

  it('are announced', async () => {
    const metadata = (await (await fetch(`${provider.issuer}/.well-known/openid-configuration`)).json()) as {
      [name: string]: string[];
    };
    expect(metadata['scopes_supported']).toEqual(expect.arrayContaining([...everyScope.split(' '), 'personalized']));
    expect(metadata['claims_supported']).toEqual(expect.arrayContaining(['voperson_id', 'acr', 'amr', 'auth_time']));
    expect(metadata).toMatchObject({
      claims_parameter_supported: true,
      subject_types_supported: ['public', 'pairwise'],
    });
  });
});

describe('a release policy', () => {
  it('names a REFEDS bundle and its ground; nothing beyond it is told, and what is told is on record with that ground', async () => {
    const client = await registerClient(provider, { scope: everyScope });
    const answer = await decide(client, { bundle: 'pseudonymous', bundle_basis: 'legitimate-interest' });
    expect([answer.status, await answer.json()]).toEqual([
      200,
      expect.objectContaining({ version: 1, bundle: 'pseudonymous', purpose: null }),
    ]);
    expect(Object.keys(await learned(client, { scope: everyScope })).toSorted()).toEqual([
      'eduperson_assurance',
      'eduperson_scoped_affiliation',
      'schac_home_organization',
    ]);
    expect(await disclosed(client)).toEqual(
      expect.arrayContaining([
        {
          attributes: ['eduperson_scoped_affiliation', 'schac_home_organization'],
          basis: 'legitimate-interest',
          from_university_id: tpu.id,
        },
        { attributes: ['eduperson_scoped_affiliation'], basis: 'legitimate-interest', from_university_id: tsu.id },
        { attributes: ['eduperson_assurance'], basis: 'legitimate-interest', from_university_id: null },
      ]),
    );
  });

  it('may give each claim a ground of its own', async () => {
    const client = await registerClient(provider, { scope: everyScope });
    await decide(client, {
      bundle: 'anonymous',
      bundle_basis: 'contract',
      claims: { schac_personal_unique_code: { basis: 'law' }, name: { basis: 'consent', required: false } },
    });
    const { tokens } = await allowedTokens(
      provider.issuer,
      client,
      { login: anna.eppn, password, actAs: 'tpu' },
      { scope: everyScope },
    );
    await userinfo(provider.issuer, tokens.access_token);
    const records = await disclosed(client);
    expect(new Set(records.map((one) => one.basis))).toEqual(new Set(['contract', 'law']));
    expect(records.flatMap((one) => one.attributes)).not.toContain('name');
  });

  it('holds from the next request, also for tokens that are out already', async () => {
    const client = await registerClient(provider, { scope: everyScope });
    const tokens = await signIn(client, { scope: everyScope });
    const names = async () =>
      Object.keys((await (await userinfo(provider.issuer, tokens.access_token)).json()) as object).toSorted();
    expect(await names()).toContain('name');
    await decide(client, { claims: { email: { basis: 'contract' } } });
    expect(await names()).toEqual(['email', 'sub']);
    await decide(client, { claims: {} });
    expect(await names()).toEqual(['sub']);
  });

  it.each<[string, Record<string, unknown>, string[]]>([
    ['a claim that nobody knows', { claims: { password: { basis: 'law' } } }, ['claims.password']],
    ['a bundle without its ground', { bundle: 'personalized' }, ['bundle_basis']],
    [
      'what may be refused on another ground than consent',
      { claims: { name: { basis: 'law', required: false } } },
      ['claims.name'],
    ],
  ])('is refused with %s', async (_case, policy, fields) => {
    const client = await registerClient(provider, {});
    const answer = await decide(client, policy);
    const problem = (await answer.json()) as { code: string; faults?: { field: string }[] };
    expect([answer.status, problem.code]).toEqual([422, 'client.unfit']);
    expect(JSON.stringify(problem)).toContain(fields[0]);
  });

  it('is decided about clients that there are, by who may, and every decision is on the audit trail', async () => {
    expect((await decide({ client_id: 'nobody', redirect_uri: '' }, { claims: {} })).status).toBe(404);
    const path = '/api/v1/clients/operator/release-policy';
    expect((await provider.api('PUT', path, 'keys.write', { claims: {} })).status).toBe(403);
    const entry = await database
      .admin('directory.audit_trail')
      .where({ action: 'release-policy.set' })
      .first('actor', 'details');
    expect(entry).toMatchObject({ actor: 'client:operator' });
  });
});
