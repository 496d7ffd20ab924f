import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { formsOf } from '../../support/browser-forms.ts';
import { type FreshDatabase, freshDatabase } from '../../support/databases.ts';
import { type ArrangedPerson, arrangePerson, arrangeUniversities } from '../../support/people.ts';
import { Browser } from './browser.ts';
import { leadsTo, loginUrl, ticketOf, validate } from './cas-client.ts';
import { type IdentityProvider, startIdentityProviders } from './identity-provider.ts';

let database: FreshDatabase;
let provider: IdentityProvider;
let anna: ArrangedPerson;
let boris: ArrangedPerson;
const password = 'верный пароль 1';
const clock = { ms: 0 };
const root = '/console/tpu/saml-and-cas';

beforeAll(async () => {
  database = await freshDatabase();
  const { tpu, tsu } = await arrangeUniversities(database.admin);
  anna = await arrangePerson(database.admin, { university: tpu, roles: ['administrator'] });
  boris = await arrangePerson(database.admin, { university: tsu, roles: ['administrator'] });
  provider = await startIdentityProviders(database, {
    settings: { CAMPUS_CONSOLE_PASSKEYS: 'no' },
    clock: { now: () => new Date(Date.now() + clock.ms) },
  });
  for (const { personId } of [anna, boris])
    await provider.api('PUT', `/api/v1/accounts/${personId}/password`, 'accounts.write', { password });
});

afterAll(async () => {
  await provider?.stop();
  await database?.drop();
});

async function open(browser: Browser, path: string, who: ArrangedPerson) {
  let { url, response } = await browser.follow(await browser.get(`${provider.issuer}${path}`), 'none');
  if (url.includes('/interaction/')) {
    const form = { university: '', login: who.eppn, password };
    ({ url, response } = await browser.follow(await browser.post(url, form), 'none'));
  }
  return { url, status: response.status, html: await response.text() };
}

async function send(browser: Browser, path: string, form: Record<string, string>) {
  const response = await browser.post(`${provider.issuer}${path}`, form, { referer: `${provider.issuer}${path}` });
  return { status: response.status, location: response.headers.get('location') ?? '', html: await response.text() };
}

const metadata = (acs = 'https://lib.example/acs', entity = 'https://lib.example/sp') =>
  `<EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" entityID="${entity}"><SPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">` +
  `<AssertionConsumerService index="0" Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST" Location="${acs}"/></SPSSODescriptor></EntityDescriptor>`;

describe('services that speak SAML or CAS, in the console of a university', () => {
  it('are connected by metadata, with what goes into their settings, and take new metadata', async () => {
    const browser = new Browser();
    expect((await open(browser, root, anna)).html).toContain('Таких сервисов ещё нет');
    expect((await open(browser, `${root}/add-saml`, anna)).status).toBe(200);
    const unfit = await send(browser, `${root}/add-saml`, { metadata: `<!DOCTYPE x>${metadata()}` });
    expect(unfit.status).toBe(422);
    expect(unfit.html).toContain('Метаданные не подошли');
    const made = await send(browser, `${root}/add-saml`, {
      metadata: metadata(),
      nameRu: 'Научная библиотека',
      name: 'Library',
      library: 'yes',
    });
    expect(made).toMatchObject({ status: 303, location: expect.stringMatching(/\/saml-[0-9a-f-]+\?done=connected$/) });
    const page = await open(browser, made.location, anna);
    expect(page.html).toContain('Научная библиотека');
    expect(page.html).toContain(`${provider.issuer}/saml/metadata`);
    expect(
      (await send(browser, `${root}/add-saml`, { metadata: metadata(), nameRu: 'Ещё раз', name: 'Again' })).status,
    ).toBe(422);
    const path = made.location.split('?')[0]!;
    const request =
      `<p:AuthnRequest xmlns:p="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:a="urn:oasis:names:tc:SAML:2.0:assertion" ID="_1" Version="2.0" ` +
      `IssueInstant="${new Date().toISOString()}" AssertionConsumerServiceURL="https://lib.example/other"><a:Issuer>https://lib.example/sp</a:Issuer></p:AuthnRequest>`;
    const form = { SAMLRequest: Buffer.from(request).toString('base64') };
    await browser.follow(await browser.post(`${provider.issuer}/saml/sso`, form), 'none');
    // Steps are written behind the answers.
    let told = '';
    for (let tries = 0; tries < 100 && !told.includes('the address for the answer'); tries += 1)
      told = (await open(browser, path, anna)).html;
    expect(told).toContain('the address for the answer is not in the service');
    expect((await send(browser, `${path}/metadata`, { metadata: metadata('https://lib.example/acs2') })).status).toBe(
      303,
    );
    expect((await open(browser, path, anna)).html).toContain('https://lib.example/acs2');
    expect(
      (
        await send(browser, `${path}/metadata`, {
          metadata: metadata('https://evil.example/acs', 'https://evil.example/sp'),
        })
      ).status,
    ).toBe(422);
    const { rows } = await database.admin.raw(
      `select action from directory.audit_trail where subject = ? and actor = ? order by id`,
      [`client:${path.split('/').at(-1)}`, `person:${anna.personId}`],
    );
    expect(rows.map(({ action }: { action: string }) => action)).toEqual(['client.created', 'client.metadata_changed']);
  });

  it('are connected by their address, and sign people in until they are suspended', async () => {
    const browser = new Browser();
    await open(browser, `${root}/add-cas`, anna);
    expect(
      (await send(browser, `${root}/add-cas`, { serviceUrl: 'javascript:alert(1)', nameRu: 'x', name: 'x' })).status,
    ).toBe(422);
    expect((await send(browser, `${root}/add-cas`, { serviceUrl: 'http://old.example/lms' })).status).toBe(422);
    const made = await send(browser, `${root}/add-cas`, {
      serviceUrl: 'http://old.example/lms',
      nameRu: 'Старая платформа',
      name: 'Old platform',
      userName: 'eppn',
      release: 'personalized',
      own: 'yes',
    });
    expect(made.status).toBe(303);
    const service = 'http://old.example/lms/index.php';
    const signIn = async () => browser.follow(await browser.get(loginUrl(provider.issuer, service)), service);
    const { response } = await signIn();
    const reply = await validate(provider.issuer, { service, ticket: ticketOf(leadsTo(response)!) });
    expect(reply).toMatchObject({ user: anna.eppn, attributes: { email: [anna.eppn] } });
    const path = made.location.split('?')[0]!;
    const ask = await open(browser, `${path}/state/suspended`, anna);
    const form = formsOf(ask.html).find(({ values }) => values['version'])!.values as Record<string, string>;
    expect((await send(browser, `${path}/state/suspended`, form)).status).toBe(303);
    expect((await send(browser, `${path}/state/suspended`, form)).html).toContain('сервис изменили');
    expect((await signIn()).response.status).toBe(404);
  });

  it('are not there for another university’s administrator', async () => {
    const { rows } = await database.admin.raw(
      `select id from identity_provider.clients where protocol in ('saml', 'cas') order by protocol`,
    );
    const browser = new Browser();
    expect((await open(browser, '/console/tsu/saml-and-cas', boris)).html).toContain('Таких сервисов ещё нет');
    expect((await open(browser, root, boris)).status).toBe(404);
    for (const { id } of rows as { id: string }[]) {
      const path = `/console/tsu/saml-and-cas/${id}`;
      expect((await open(browser, path, boris)).status).toBe(404);
      expect((await open(browser, `${path}/state/withdrawn`, boris)).status).toBe(404);
      expect((await send(browser, `${path}/state/withdrawn`, { version: '1' })).status).toBe(404);
      expect((await send(browser, `${path}/metadata`, { metadata: metadata() })).status).toBe(404);
    }
  });

  it('are changed only by somebody who has just proved who he is', async () => {
    const browser = new Browser();
    await open(browser, root, anna);
    clock.ms = 16 * 60_000;
    for (const path of [`${root}/add-saml`, `${root}/add-cas`]) {
      const response = await browser.get(`${provider.issuer}${path}`);
      expect(response.headers.get('location')).toContain('/account/sign-in?again=yes');
    }
    const sent = await send(browser, `${root}/add-cas`, { serviceUrl: 'http://late.example/', nameRu: 'x', name: 'x' });
    expect(sent.location).toContain('/account/sign-in?again=yes');
    clock.ms = 0;
    const { rows } = await database.admin.raw(
      `select 1 from identity_provider.cas_services where service_url like '%late%'`,
    );
    expect(rows).toEqual([]);
  });
});
