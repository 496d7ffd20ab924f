import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { acrossUniversities, mergePeople, type University } from '@onecampus/directory';
import { uuidv7 } from '@onecampus/runtime';
import { decodeJwt } from 'jose';
import { pairwiseSubject } from '../../../services/identity-provider/src/subjects/subject-for.ts';
import { type FreshDatabase, freshDatabase } from '../../support/databases.ts';
import { type ArrangedPerson, arrangePerson, arrangeUniversities } from '../../support/people.ts';
import { freshTokens, type RegisteredClient, registerClient, tokenRequest, userinfo } from './flows.ts';
import { type IdentityProvider, startIdentityProviders } from './identity-provider.ts';

let database: FreshDatabase;
let provider: IdentityProvider;
let anna: ArrangedPerson;
let tpu: University;
let tsu: University;
const password = 'верный пароль 1';
/** What the API makes of a client when nothing is said of its subjects. */
const unsaid = { subject_type: undefined, subject_type_reason: undefined };
const at = (host: string, change: Record<string, unknown> = {}) =>
  registerClient(provider, { ...unsaid, redirect_uris: [`http://${host}/callback`], ...change });

beforeAll(async () => {
  database = await freshDatabase();
  ({ tpu, tsu } = await arrangeUniversities(database.admin));
  anna = await arrangePerson(database.admin, { university: tpu, login: 'anna.kedrova' });
  provider = await startIdentityProviders(database);
  await provider.api('PUT', `/api/v1/accounts/${anna.personId}/password`, 'accounts.write', { password });
});
afterAll(async () => {
  await provider?.stop();
  await database?.drop();
});

const signIn = (client: RegisteredClient, change: Record<string, string> = {}) =>
  freshTokens(provider.issuer, client, { login: anna.eppn, password }, change);
const subOf = async (client: RegisteredClient) => decodeJwt((await signIn(client)).tokens.id_token).sub!;

describe('pairwise subjects', () => {
  it('are what a new application gets: its own, the same each time, and nowhere the account’s reference', async () => {
    const [one, other] = [await at('lms.example'), await at('library.example')];
    const first = await subOf(one);
    expect(first).toMatch(/^[a-z2-7]{26}$/);
    expect(await subOf(one)).toBe(first);
    expect(new Set([first, await subOf(other), anna.referenceId]).size).toBe(3);
    expect(
      await database
        .admin('directory.pairwise_subjects')
        .where({ person_id: anna.personId })
        .select('sector', 'subject'),
    ).toEqual(
      expect.arrayContaining([
        { sector: 'lms.example', subject: first },
        expect.objectContaining({ sector: 'library.example' }),
      ]),
    );
  });

  it('are one in one sector, and an application without a host of its own has a sector of its own', async () => {
    const [one, same] = [await at('campus.example'), await at('campus.example:8443')];
    expect(await subOf(one)).toBe(await subOf(same));
    const [here, there] = [await at('localhost:4900'), await at('localhost:4901')];
    expect(await subOf(here)).not.toBe(await subOf(there));
  });

  it('are the same in the ID token, at userinfo and in introspection', async () => {
    const client = await at('consistent.example');
    const { tokens } = await signIn(client);
    const { sub } = decodeJwt(tokens.id_token);
    expect(((await (await userinfo(provider.issuer, tokens.access_token)).json()) as { sub: string }).sub).toBe(sub);
    const { client_id, client_secret } = client;
    const answer = await fetch(`${provider.issuer}/token/introspection`, {
      method: 'POST',
      headers: { authorization: `Basic ${Buffer.from(`${client_id}:${client_secret}`).toString('base64')}` },
      body: new URLSearchParams({ token: tokens.access_token }),
    });
    expect(await answer.json()).toMatchObject({ active: true, sub });
  });

  it('are in logout tokens as well', async () => {
    const told: string[] = [];
    const listener = createServer((request, response) => {
      request.on('data', (chunk: Buffer) => told.push(new URLSearchParams(chunk.toString()).get('logout_token')!));
      request.on('end', () => response.writeHead(204).end());
    });
    await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
    const client = await at('everywhere.example', {
      backchannel_logout_uri: `http://localhost:${(listener.address() as AddressInfo).port}/`,
    });
    const { browser, tokens } = await signIn(client);
    const { sub } = decodeJwt(tokens.id_token);
    expect(sub).not.toBe(anna.referenceId);
    await browser.get(`${provider.issuer}/session/end?${new URLSearchParams({ id_token_hint: tokens.id_token })}`);
    for (const deadline = Date.now() + 10_000; told.length === 0 && Date.now() < deadline; ) await pause(50);
    listener.close();
    expect(told.map((token) => decodeJwt(token).sub)).toEqual([sub]);
  });

  it('sign out without a question by an ID token of theirs, and not by that of somebody else', async () => {
    const client = await at('leaving.example', { post_logout_redirect_uris: ['http://leaving.example/bye'] });
    const leave = async (idToken: string, browser: Awaited<ReturnType<typeof signIn>>['browser']) =>
      browser.get(
        `${provider.issuer}/session/end?${new URLSearchParams({ id_token_hint: idToken, post_logout_redirect_uri: 'http://leaving.example/bye' })}`,
      );
    const { browser, tokens } = await signIn(client);
    const boris = await arrangePerson(database.admin, { university: tsu, login: 'boris' });
    await provider.api('PUT', `/api/v1/accounts/${boris.personId}/password`, 'accounts.write', { password });
    const his = await freshTokens(provider.issuer, client, { login: boris.eppn, password });
    expect((await leave(his.tokens.id_token, browser)).status).toBe(200);
    const answer = await leave(tokens.id_token, browser);
    expect([answer.status, answer.headers.get('location')]).toEqual([303, 'http://leaving.example/bye']);
  });

  it('are drawn once, however many services of a sector meet somebody at the same moment', async () => {
    const instances = [database.as('identity-provider'), database.as('identity-provider')];
    const drawn = await Promise.all(
      Array.from({ length: 100 }, (_, turn) =>
        pairwiseSubject(instances[turn % 2]!, `busy-${turn % 5}.example`, anna.referenceId),
      ),
    );
    expect(new Set(drawn).size).toBe(5);
    await expect(pairwiseSubject(instances[0]!, 'busy-0.example', 'a'.repeat(26))).rejects.toThrow('nobody');
  });

  it('stay with each account when two people turn out to be one', async () => {
    const client = await at('merged.example');
    const older = await arrangePerson(database.admin, { university: tsu, login: 'nina' });
    const younger = await arrangePerson(database.admin, { university: tpu, login: 'nina.kedrova' });
    const subs = async () => {
      const tokens = await Promise.all(
        [older, younger].map(({ eppn }) => freshTokens(provider.issuer, client, { login: eppn, password })),
      );
      return tokens.map((one) => decodeJwt(one.tokens.id_token).sub);
    };
    for (const { personId } of [older, younger])
      await provider.api('PUT', `/api/v1/accounts/${personId}/password`, 'accounts.write', { password });
    const before = await subs();
    await acrossUniversities(database.as('registrar'), (tx) =>
      mergePeople(tx, [younger.personId, older.personId], {
        id: uuidv7(),
        method: 'operator',
        reason: 'test',
        decidedBy: ['person:x'],
      }),
    );
    expect(await subs()).toEqual(before);
    expect(new Set(before).size).toBe(2);
  });

  it('give way to public ones by a decision that says why, and not without', async () => {
    const refused = await provider.api('POST', '/api/v1/clients', 'clients.write', {
      client_name: 'x',
      redirect_uris: ['http://x.example/callback'],
      subject_type: 'public',
    });
    expect([refused.status, ((await refused.json()) as { code: string }).code]).toEqual([422, 'client.unfit']);
    const client = await at('public.example', {
      subject_type: 'public',
      subject_type_reason: 'replaces the old portal, which knows people by it',
    });
    expect(await subOf(client)).toBe(anna.referenceId);
    expect(
      await database.admin('identity_provider.clients').where({ id: client.client_id }).first('subject_decision'),
    ).toEqual({ subject_decision: 'client:operator: replaces the old portal, which knows people by it' });
  });

  it('need no host: a program that signs nobody in is registered as before', async () => {
    const client = await registerClient(provider, {
      ...unsaid,
      redirect_uris: [],
      grant_types: ['client_credentials'],
      scope: 'cards.read',
    });
    const answer = await tokenRequest(provider.issuer, client, {
      grant_type: 'client_credentials',
      scope: 'cards.read',
    });
    expect(answer.status).toBe(200);
  });
});
