import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type FreshDatabase, freshDatabase } from '../../support/databases.ts';
import { type ArrangedPerson, arrangePerson, arrangeUniversities } from '../../support/people.ts';
import { Browser } from './browser.ts';
import { leadsTo, loginUrl, ticketOf, validate } from './cas-client.ts';
import { type IdentityProvider, startIdentityProviders } from './identity-provider.ts';

let database: FreshDatabase;
let provider: IdentityProvider;
let anna: ArrangedPerson;
let clientId: string;
const password = 'верный пароль 1';
const service = 'http://lms.example:8080/moodle/login/index.php?authCAS=CAS';

beforeAll(async () => {
  database = await freshDatabase();
  const { tpu } = await arrangeUniversities(database.admin);
  anna = await arrangePerson(database.admin, { university: tpu, familyName: 'Кедрова', givenName: 'Анна' });
  await database.admin.raw(`update directory.universities set status = 'left', left_at = now() where slug = 'tsu'`);
  provider = await startIdentityProviders(database);
  await provider.api('PUT', `/api/v1/accounts/${anna.personId}/password`, 'accounts.write', { password });
  clientId = await connect('http://lms.example:8080/moodle', { first_party: true, university: 'tpu' });
  await connect('http://other.example/app', { first_party: true });
});

afterAll(async () => {
  await provider?.stop();
  await database?.drop();
});

async function connect(service_url: string, change: Record<string, unknown> = {}): Promise<string> {
  const response = await provider.api('POST', '/api/v1/cas-services', 'clients.write', {
    client_name: 'Moodle',
    service_url,
    ...change,
  });
  expect(response.status).toBe(201);
  return ((await response.json()) as { client_id: string }).client_id;
}

/** As a person at a browser: to the service's address, with a ticket or without. */
async function signIn(browser: Browser, url: string, at = service): Promise<string> {
  const place = at.split('?')[0]!;
  let step = await browser.follow(await browser.get(url), place);
  if (step.url.includes('/interaction/')) {
    step = await browser.follow(await browser.post(step.url, { university: '', login: anna.eppn, password }), place);
  }
  return leadsTo(step.response) ?? step.url;
}

describe('CAS', () => {
  it('signs in at a service, whose ticket says who it is, with what the service may know', async () => {
    const back = await signIn(new Browser(), loginUrl(provider.issuer, service));
    expect(back).toMatch(/^http:\/\/lms\.example:8080\/moodle\/login\/index\.php\?authCAS=CAS&ticket=ST-/);
    const reply = await validate(provider.issuer, { service, ticket: ticketOf(back) });
    expect(reply).toMatchObject({
      // Its own name for the person: other services know him by another one.
      user: expect.not.stringContaining(anna.referenceId),
      attributes: {
        eduperson_scoped_affiliation: expect.arrayContaining(['student@tpu.ru']),
        isFromNewLogin: ['true'],
      },
    });
    const { rows } = await database.admin.raw(`select attributes from directory.disclosures where to_party = ?`, [
      `client:${clientId}`,
    ]);
    expect(rows).toHaveLength(1);
  });

  it('answers in the forms of CAS 1.0, 2.0 and in JSON', async () => {
    const browser = new Browser();
    const ticket = async () => ticketOf(await signIn(browser, loginUrl(provider.issuer, service)));
    const ask = async (path: string, more = '') =>
      (
        await fetch(`${provider.issuer}${path}?${new URLSearchParams({ service, ticket: await ticket() })}${more}`)
      ).text();
    expect(await ask('/cas/validate')).toMatch(/^yes\n\S+\n$/);
    const second = await ask('/cas/serviceValidate');
    expect(second).toContain('<cas:user>');
    expect(second).not.toContain('cas:attributes');
    expect(JSON.parse(await ask('/cas/p3/serviceValidate', '&format=JSON'))).toMatchObject({
      serviceResponse: { authenticationSuccess: { attributes: { isFromNewLogin: false } } },
    });
    expect(await (await fetch(`${provider.issuer}/cas/validate?service=x&ticket=ST-x`)).text()).toBe('no\n\n');
  });

  it('uses a ticket up once, whoever shows it: of 100 at once one is told', async () => {
    const ticket = ticketOf(await signIn(new Browser(), loginUrl(provider.issuer, service)));
    const replies = await Promise.all(
      Array.from({ length: 100 }, () => validate(provider.issuer, { service, ticket })),
    );
    expect(replies.filter((one) => 'user' in one)).toHaveLength(1);
    expect(replies.filter((one) => 'code' in one && one.code === 'INVALID_TICKET')).toHaveLength(99);
  });

  it('gives a ticket for one address: shown for another it says nothing and is used up', async () => {
    const ticket = ticketOf(await signIn(new Browser(), loginUrl(provider.issuer, service)));
    const other = 'http://other.example/app';
    expect(await validate(provider.issuer, { service: other, ticket })).toMatchObject({ code: 'INVALID_SERVICE' });
    expect(await validate(provider.issuer, { service, ticket })).toMatchObject({ code: 'INVALID_TICKET' });
  });

  it('refuses what is no ticket of ours, and a question without service or ticket', async () => {
    expect(await validate(provider.issuer, { service, ticket: 'PT-1' })).toMatchObject({ code: 'INVALID_TICKET_SPEC' });
    expect(await validate(provider.issuer, { service, ticket: 'ST-1' })).toMatchObject({ code: 'INVALID_TICKET' });
    expect(await validate(provider.issuer, { service, ticket: '' })).toMatchObject({ code: 'INVALID_REQUEST' });
    const twice = await fetch(`${provider.issuer}/cas/serviceValidate?service=a&service=b&ticket=ST-1`);
    expect(await twice.text()).toContain('INVALID_REQUEST');
  });

  it.each([
    'http://lms.example:8080/moodle/../evil',
    'http://lms.example:8080@evil.example/moodle',
    'http://evil.example/?http://lms.example:8080/moodle',
    'http://lms.example/moodle',
  ])('sends nobody to %s', async (unknown) => {
    const response = await new Browser().get(loginUrl(provider.issuer, unknown));
    expect(response.status).toBe(404);
    expect(response.headers.get('location')).toBeNull();
    expect(response.headers.get('refresh')).toBeNull();
  });

  it('asks anew for renew, and tells the service whether it did', async () => {
    const browser = new Browser();
    await signIn(browser, loginUrl(provider.issuer, service));
    const old = ticketOf(await signIn(browser, loginUrl(provider.issuer, service)));
    expect(await validate(provider.issuer, { service, ticket: old, renew: 'true' })).toMatchObject({
      code: 'INVALID_TICKET',
    });
    const asked = await browser.follow(
      await browser.get(loginUrl(provider.issuer, service, { renew: 'true' })),
      service,
    );
    expect(asked.url).toContain('/interaction/');
    const renewed = ticketOf(await signIn(browser, loginUrl(provider.issuer, service, { renew: 'true' })));
    expect(await validate(provider.issuer, { service, ticket: renewed, renew: 'true' })).toHaveProperty('user');
  });

  it('asks nobody for gateway: with a session a ticket, without one none', async () => {
    const browser = new Browser();
    expect(await signIn(browser, loginUrl(provider.issuer, service, { gateway: 'true' }))).toBe(service);
    await signIn(browser, loginUrl(provider.issuer, service));
    expect(await signIn(browser, loginUrl(provider.issuer, service, { gateway: 'true' }))).toContain('ticket=ST-');
  });

  it('finishes a sign-in once, and only in the browser that began it', async () => {
    const [anna, eve] = [new Browser(), new Browser()];
    await signIn(anna, loginUrl(provider.issuer, service));
    let step = await anna.get(loginUrl(provider.issuer, service));
    step = await anna.get(new URL(step.headers.get('location')!, provider.issuer).href);
    const back = step.headers.get('location')!;
    expect(back).toContain('/cas/continue?');
    await eve.get(loginUrl(provider.issuer, service));
    const stolen = await eve.get(back);
    expect(stolen.status).toBe(400);
    expect(leadsTo(stolen)).toBeUndefined();
    // The state was used up by showing it, rightly or not.
    expect((await anna.get(back)).status).toBe(400);
    step = await anna.get(loginUrl(provider.issuer, service));
    const again = (await anna.get(new URL(step.headers.get('location')!, provider.issuer).href)).headers.get(
      'location',
    )!;
    const answers = await Promise.all(Array.from({ length: 50 }, () => anna.clone().get(again)));
    expect(answers.map(leadsTo).filter((one) => one !== undefined)).toHaveLength(1);
  });

  it('gives no ticket any worth once the person has signed out', async () => {
    const browser = new Browser();
    const ticket = ticketOf(await signIn(browser, loginUrl(provider.issuer, service)));
    const left = ticketOf(await signIn(browser, loginUrl(provider.issuer, service)));
    expect(await validate(provider.issuer, { service, ticket })).toHaveProperty('user');
    await signOut(browser);
    expect(await validate(provider.issuer, { service, ticket: left })).toMatchObject({ code: 'INVALID_TICKET' });
  });

  it('nor once what the person allowed was withdrawn', async () => {
    const ticket = ticketOf(await signIn(new Browser(), loginUrl(provider.issuer, service)));
    await database.admin.raw('delete from identity_provider.grants where client_id = ?', [clientId]);
    expect(await validate(provider.issuer, { service, ticket })).toMatchObject({ code: 'INVALID_TICKET' });
  });

  it('keeps the tickets of a session for its sign-out, and leads back to the service after it', async () => {
    const browser = new Browser();
    for (const _ of [1, 2]) {
      const ticket = ticketOf(await signIn(browser, loginUrl(provider.issuer, service)));
      await validate(provider.issuer, { service, ticket });
    }
    const { rows } = await database.admin.raw(
      `select front from identity_provider.session_authorizations where jsonb_array_length(front -> 'tickets') = 2`,
    );
    expect(rows).toHaveLength(1);
    const asked = await browser.follow(
      await browser.get(`${provider.issuer}/cas/logout?${new URLSearchParams({ service })}`),
      service,
    );
    const xsrf = /name="xsrf" value="([^"]+)"/.exec(await asked.response.text())![1]!;
    const done = await browser.follow(
      await browser.post(`${provider.issuer}/session/end/confirm`, { xsrf, logout: 'yes' }),
      service,
    );
    expect(leadsTo(done.response)).toBe(service);
    expect(
      (await browser.get(`${provider.issuer}/cas/signed-out?state=http://evil.example/`)).headers.get('location'),
    ).toBe('/');
  });
});

async function signOut(browser: Browser): Promise<void> {
  const asked = await browser.follow(await browser.get(`${provider.issuer}/session/end`), 'none');
  const xsrf = /name="xsrf" value="([^"]+)"/.exec(await asked.response.text())![1]!;
  await browser.follow(await browser.post(`${provider.issuer}/session/end/confirm`, { xsrf, logout: 'yes' }), 'none');
}
