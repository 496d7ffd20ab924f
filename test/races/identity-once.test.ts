import { randomUUID } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { generateSigningKey } from '@onecampus/tokens';
import { importJWK, type JWK, SignJWT } from 'jose';
import { Browser } from '../integration/identity-provider/browser.ts';
import {
  addPasskey,
  addTotp,
  beginSignIn,
  codeFor,
  makeRecoveryCodes,
  sendPassword,
  withoutQuery,
} from '../integration/identity-provider/factor-flows.ts';
import { isLetIn } from '../integration/identity-provider/factor-world.ts';
import {
  authorizationRequest,
  freshTokens,
  type RegisteredClient,
  registerClient,
} from '../integration/identity-provider/flows.ts';
import { type IdentityProvider, startIdentityProviders } from '../integration/identity-provider/identity-provider.ts';
import { linkIn, signInToOwnPages } from '../integration/identity-provider/own-pages.ts';
import { type FreshDatabase, freshDatabase } from '../support/databases.ts';
import { type ArrangedPerson, arrangePerson, arrangeUniversities } from '../support/people.ts';
import { describeWithRedis } from '../support/redis.ts';
import { type SmtpReceiver, startSmtpReceiver } from '../support/smtp-receiver.ts';
import { softAuthenticator } from '../support/soft-authenticator.ts';

const password = 'кедр-и-багульник 7';
const callers = 100;
const activationCode = /[a-z]{5}(?:-[a-z]{5}){3}/;

/**
 * Everything that opens something once, brought by a hundred at the same moment over two instances on one database and one
 * Redis. Codes and rotating refresh tokens are in identity-code.test.ts, device codes in integration/…/device.test.ts.
 */
describeWithRedis('of a hundred at once over two instances one has', () => {
  let database: FreshDatabase;
  let provider: IdentityProvider;
  let smtp: SmtpReceiver;
  let lms: RegisteredClient;
  let tpu: Awaited<ReturnType<typeof arrangeUniversities>>['tpu'];

  beforeAll(async () => {
    smtp = await startSmtpReceiver();
    database = await freshDatabase();
    ({ tpu } = await arrangeUniversities(database.admin));
    provider = await startIdentityProviders(database, {
      instances: 2,
      settings: { CAMPUS_SMTP_URL: smtp.url, CAMPUS_CONSOLE_PASSKEYS: 'no', CAMPUS_PASSWORD_QUEUE_MAX: '256' },
    });
    lms = await registerClient(provider);
  });
  afterAll(async () => {
    await provider?.stop();
    await database?.drop();
    await smtp?.stop();
  });

  const at = (path: string, caller = 0) => `${provider.instances[caller % 2]!}${path}`;
  const everybody = <Result>(ask: (caller: number) => Promise<Result>): Promise<Result[]> =>
    Promise.all(Array.from({ length: callers }, (_, caller) => ask(caller)));
  const statuses = async (ask: (caller: number) => Promise<Response>): Promise<Record<number, number>> => {
    const counts: Record<number, number> = {};
    for (const { status } of await everybody(ask)) counts[status] = (counts[status] ?? 0) + 1;
    return counts;
  };
  const account = async (wanted: Partial<Parameters<typeof arrangePerson>[1]> = {}): Promise<ArrangedPerson> => {
    const person = await arrangePerson(database.admin, { university: tpu, ...wanted });
    await provider.api('PUT', `/api/v1/accounts/${person.personId}/password`, 'accounts.write', { password });
    return person;
  };
  const signedIn = async (person: ArrangedPerson) =>
    (await signInToOwnPages(provider, { login: person.eppn, password })).browser;
  const staff = async (role: 'registrar' | 'librarian') =>
    signedIn(await account({ affiliation: 'staff', roles: [role] }));
  /** In a browser of its own: the password is proved, the second factor is asked for. */
  const beforeSecondFactor = async (person: ArrangedPerson) => {
    const browser = new Browser();
    const request = authorizationRequest(provider.issuer, lms);
    const url = await beginSignIn(provider, browser, request);
    const page = await sendPassword(provider, browser, url, { login: person.eppn, password });
    return { browser, path: new URL(withoutQuery(page.url)).pathname };
  };

  it('an invitation', async () => {
    const newcomer = await arrangePerson(database.admin, { university: tpu });
    const page = await (await staff('registrar')).post(at('/console/tpu/invitations'), {
      who: 'list',
      people: newcomer.eppn,
      way: 'print',
    });
    const brought = activationCode.exec(await page.text())![0];
    const choose = (caller: number) =>
      new Browser().post(at('/invitation/password', caller), { brought, password: `пароль наперегонки ${caller}` });
    expect(await statuses(choose)).toEqual({ 200: 1, 410: callers - 1 });
  });

  it('the link of a forgotten password', async () => {
    const person = await account();
    await new Browser().post(at('/forgotten'), { university: '', login: person.eppn });
    const { text } = await smtp.waitFor(person.eppn, 'Новый пароль');
    const token = new URL(linkIn(text, '/new-password')).searchParams.get('token')!;
    const choose = (caller: number) =>
      new Browser().post(at('/new-password', caller), { token, password: `пароль наперегонки ${caller}` });
    expect(await statuses(choose)).toEqual({ 200: 1, 410: callers - 1 });
  });

  it('the confirmation of an address', async () => {
    const browser = await signedIn(await account());
    await browser.post(at('/account/addresses'), { address: 'once@home.example' });
    const { text } = await smtp.waitFor('once@home.example', '');
    const token = new URL(linkIn(text, '/account/addresses/confirm')).searchParams.get('token')!;
    const confirm = (caller: number) => browser.clone().post(at('/account/addresses/confirm', caller), { token });
    expect(await statuses(confirm)).toEqual({ 303: 1, 410: callers - 1 });
  });

  it('the code of a recovery in person', async () => {
    const person = await account();
    const [maria, nina] = [await staff('librarian'), await staff('librarian')];
    const opened = await maria.post(at('/console/tpu/recoveries'), { person: person.personId, document: 'passport' });
    const id = opened.headers.get('location')!.split('/').at(-1)!;
    const act = (what: string, form: Record<string, string> = {}) =>
      nina.post(at(`/console/tpu/recoveries/${id}/${what}`), form);
    await act('approve');
    await database.admin.raw(
      `update identity_provider.recoveries set opened_at = opened_at - i, approved_at = approved_at - i, ready_at = ready_at - i,
         closes_at = closes_at - i from make_interval(hours => 25) i where id = ?`,
      [id],
    );
    const code = activationCode.exec(await (await act('code', { way: 'shown' })).text())![0];
    const choose = (caller: number) =>
      new Browser().post(at('/recover/password', caller), { code, password: `длинный пароль наперегонки ${caller}` });
    expect(await statuses(choose)).toEqual({ 200: 1, 410: callers - 1 });
  });

  it('the step of a one-time code', async () => {
    const person = await account();
    const secret = await addTotp(provider, await signedIn(person));
    const { browser, path } = await beforeSecondFactor(person);
    const code = codeFor(secret, new Date(), 1);
    const answers = await everybody((caller) => browser.clone().post(at(path, caller), { code }));
    expect(answers.filter(isLetIn)).toHaveLength(1);
  });

  it('a recovery code', async () => {
    const person = await account();
    const owner = await signedIn(person);
    await addTotp(provider, owner);
    const [code] = await makeRecoveryCodes(provider, owner);
    const { browser, path } = await beforeSecondFactor(person);
    const answers = await everybody((caller) =>
      browser.clone().post(at(path, caller), { code: code!, recovery: 'yes' }),
    );
    expect(answers.filter(isLetIn)).toHaveLength(1);
  });

  it('the answer to a question for a passkey', async () => {
    const phone = softAuthenticator({ origin: provider.issuer });
    await addPasskey(provider, await signedIn(await account()), phone);
    const browser = new Browser();
    const page = await beginSignIn(provider, browser, authorizationRequest(provider.issuer, lms));
    const { pathname } = new URL(page);
    const question = await (await browser.post(at(`${pathname}/passkey/question`), {})).json();
    const credential = phone.get(question as never);
    const answers = await everybody((caller) =>
      browser.clone().post(at(`${pathname}/passkey`, caller), { credential }),
    );
    expect(answers.filter(isLetIn)).toHaveLength(1);
  });

  it('a pushed request', async () => {
    const person = await account();
    const { browser } = await freshTokens(provider.issuer, lms, { login: person.eppn, password });
    const asked = new URL(authorizationRequest(provider.issuer, lms).url).searchParams;
    const basic = Buffer.from(`${lms.client_id}:${lms.client_secret!}`).toString('base64');
    const pushed = await fetch(at('/request', 1), {
      method: 'POST',
      headers: { authorization: `Basic ${basic}` },
      body: asked,
    });
    const { request_uri } = (await pushed.json()) as { request_uri: string };
    const query = new URLSearchParams({ client_id: lms.client_id, request_uri });
    const answers = await everybody((caller) => browser.clone().get(at(`/auth?${query}`, caller)));
    const codes = answers.filter((one) => one.headers.get('location')?.includes('code='));
    expect(codes).toHaveLength(1);
    expect(answers.filter(({ status }) => status >= 500)).toEqual([]);
  });

  it('the leave to register an application', async () => {
    const leave = await provider.api('POST', '/api/v1/registration-leaves', 'clients.write', {
      label: 'Лаборатория',
      university_id: tpu.id,
      redirect_hosts: ['lms.tpu.ru'],
      registered_state: 'live',
      first_party: true,
    });
    const { initial_access_token } = (await leave.json()) as { initial_access_token: string };
    expect(initial_access_token).toEqual(expect.any(String));
    const register = (caller: number) =>
      fetch(at('/reg', caller), {
        method: 'POST',
        headers: { authorization: `Bearer ${initial_access_token}`, 'content-type': 'application/json' },
        body: JSON.stringify({
          client_name: 'Lab',
          'client_name#ru': 'Лаборатория',
          redirect_uris: ['https://lms.tpu.ru/callback'],
        }),
      });
    expect(await statuses(register)).toEqual({ 201: 1, 401: callers - 1 });
  });

  describe('with a key of its own', () => {
    let keys: { privateJwk: JWK; publicJwk: JWK };
    beforeAll(async () => {
      keys = await generateSigningKey('ES256', 'once');
      await registerClient(provider, {
        client_id: 'keyed-once',
        token_endpoint_auth_method: 'private_key_jwt',
        grant_types: ['authorization_code', 'client_credentials'],
        scope: 'openid keys.write',
        jwks: { keys: [keys.publicJwk] },
      });
    });
    const assertion = async () =>
      new SignJWT({ iss: 'keyed-once', sub: 'keyed-once', aud: provider.issuer, jti: randomUUID() })
        .setProtectedHeader({ alg: 'ES256', kid: 'once' })
        .setIssuedAt()
        .setExpirationTime('50s')
        .sign(await importJWK(keys.privateJwk, 'ES256'));
    const ask = (caller: number, client_assertion: string, headers: Record<string, string> = {}) =>
      new Promise<number>((resolve, reject) => {
        // As a balancer hands it on: both instances are the issuer, and a proof is for the issuer's address.
        const { host } = new URL(provider.issuer);
        const sent = httpRequest(at('/token', caller), {
          method: 'POST',
          headers: { host, 'content-type': 'application/x-www-form-urlencoded', ...headers },
        });
        sent.on('error', reject);
        sent.on('response', (response) => response.resume().on('end', () => resolve(response.statusCode!)));
        sent.end(
          new URLSearchParams({
            grant_type: 'client_credentials',
            scope: 'keys.write',
            client_id: 'keyed-once',
            client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
            client_assertion,
          }).toString(),
        );
      });

    it('an assertion of a client', async () => {
      const once = await assertion();
      const answers = await everybody((caller) => ask(caller, once));
      expect(answers.filter((status) => status === 200)).toHaveLength(1);
      expect(answers.filter((status) => status >= 500)).toEqual([]);
    });

    it('a proof of a key (DPoP)', async () => {
      const own = await generateSigningKey('ES256', 'proof');
      const proof = await new SignJWT({ jti: randomUUID(), htm: 'POST', htu: `${provider.issuer}/token` })
        .setProtectedHeader({
          alg: 'ES256',
          typ: 'dpop+jwt',
          jwk: { kty: 'EC', crv: 'P-256', x: own.publicJwk.x!, y: own.publicJwk.y! },
        })
        .setIssuedAt()
        .sign(await importJWK(own.privateJwk, 'ES256'));
      const assertions = await everybody(assertion);
      const answers = await everybody((caller) => ask(caller, assertions[caller]!, { dpop: proof }));
      expect(answers.filter((status) => status === 200)).toHaveLength(1);
      expect(answers.filter((status) => status >= 500)).toEqual([]);
    });
  });
});
