import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { logoutRequestXml } from '../../../services/identity-provider/src/rules/saml-response.ts';
import { readXml } from '../../../services/identity-provider/src/rules/strict-xml.ts';
import { isSignedBy, signed } from '../../../services/identity-provider/src/saml/codec.ts';
import { freePort } from '../../setup/free-port.ts';
import { type FreshDatabase, freshDatabase } from '../../support/databases.ts';
import { type ArrangedPerson, arrangePerson, arrangeUniversities } from '../../support/people.ts';
import { Browser } from './browser.ts';
import { leadsTo, loginUrl, ticketOf, validate } from './cas-client.ts';
import { type IdentityProvider, startIdentityProviders } from './identity-provider.ts';
import { connectService, formOf, profileOf, type Service, serviceKey } from './saml-service.ts';

let database: FreshDatabase;
let provider: IdentityProvider;
let anna: ArrangedPerson;
let services: Server;
let address: string;
let received: { path: string; body: string }[];
let saml: Service;
const key = serviceKey();
const password = 'верный пароль 1';

beforeAll(async () => {
  const port = await freePort();
  address = `http://localhost:${port}`;
  services = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      received.push({ path: request.url!, body });
      const status = '<p:Status><p:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></p:Status>';
      const answer = `<p:LogoutResponse xmlns:p="urn:oasis:names:tc:SAML:2.0:protocol">${status}</p:LogoutResponse>`;
      response.end(
        `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>${answer}</s:Body></s:Envelope>`,
      );
    });
  });
  await new Promise<void>((resolve) => services.listen(port, '127.0.0.1', resolve));
  database = await freshDatabase();
  const { tpu } = await arrangeUniversities(database.admin);
  anna = await arrangePerson(database.admin, { university: tpu });
  await database.admin.raw(`update directory.universities set status = 'left', left_at = now() where slug = 'tsu'`);
  provider = await startIdentityProviders(database);
  await provider.api('PUT', `/api/v1/accounts/${anna.personId}/password`, 'accounts.write', { password });
  await provider.api('POST', '/api/v1/cas-services', 'clients.write', {
    client_name: 'CAS',
    service_url: `${address}/cas`,
    first_party: true,
  });
  const soap = `<SingleLogoutService Binding="urn:oasis:names:tc:SAML:2.0:bindings:SOAP" Location="${address}/soap"/>`;
  saml = await connectService(provider, 'soap', {
    key,
    amend: (own) =>
      own.replace(
        /<SingleLogoutService Binding="[^"]*"/,
        `${soap}<SingleLogoutService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect"`,
      ),
  });
});

beforeEach(() => {
  received = [];
});

afterAll(async () => {
  await provider?.stop();
  await database?.drop();
  services?.close();
});

const who = () => ({ login: anna.eppn, password });

/** Signs in at both, in one browser. */
async function enterBoth(browser: Browser) {
  const { profile } = await profileOf(saml, browser, who());
  const service = `${address}/cas/page`;
  const step = await browser.follow(await browser.get(loginUrl(provider.issuer, service)), service);
  const ticket = ticketOf(leadsTo(step.response)!);
  expect(await validate(provider.issuer, { service, ticket })).toHaveProperty('user');
  return { profile, ticket };
}

async function until(paths: readonly string[]): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    if (paths.every((path) => received.some((one) => one.path === path))) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error(`only ${JSON.stringify(received)} came`);
}

const isSignedIn = async (browser: Browser) => (await browser.get(`${provider.issuer}/account`)).status === 200;

describe('one sign-out ends all', () => {
  it('tells a CAS service by its ticket, and a SAML service by its name for the person, signed', async () => {
    const browser = new Browser();
    const deaf = await connectService(provider, 'deaf');
    const { profile, ticket } = await enterBoth(browser);
    await profileOf(deaf, browser, who());
    const asked = await browser.follow(await browser.get(`${provider.issuer}/session/end`), 'none');
    const { action, fields } = await formOf(asked.response);
    await browser.post(new URL(action, provider.issuer).href, fields);

    await until(['/cas/page', '/soap']);
    const cas = new URLSearchParams(received.find(({ path }) => path === '/cas/page')!.body).get('logoutRequest')!;
    expect(cas).toContain(`<samlp:SessionIndex>${ticket}</samlp:SessionIndex>`);
    const envelope = received.find(({ path }) => path === '/soap')!.body;
    const request = /<soap:Body>(.*)<\/soap:Body>/s.exec(envelope)![1]!;
    expect(request).toContain(`>${profile.nameID}</saml:NameID><samlp:SessionIndex>${profile.sessionIndex}<`);
    const metadata = await (await fetch(`${provider.issuer}/saml/metadata`)).text();
    const certificate = /<md:KeyDescriptor.*?<ds:X509Certificate>([^<]+)</.exec(metadata)![1]!;
    expect(isSignedBy(request, readXml(request, { bytesMax: 65_536, comments: false }), [certificate])).toBe(true);
    // It knows only the ways through a browser; the receipt says so instead of claiming that it was told.
    const { rows } = await database.admin.raw(
      `select state from identity_provider.logout_deliveries where client_id = ?`,
      [deaf.clientId],
    );
    expect(rows).toEqual([{ state: 'cannot' }]);
  });

  it('is begun by a SAML service too, which gets a signed answer', async () => {
    const browser = new Browser();
    const { profile } = await enterBoth(browser);
    // Another tab of the same service signs in as well; the first one signs out.
    await profileOf(saml, browser, who());
    const answered = await browser.get(await saml.sp.getLogoutUrlAsync(profile, 'relay', {}));
    const back = new URL(answered.headers.get('location')!);
    expect(`${back.origin}${back.pathname}`).toBe('http://soap.example/saml/slo');
    const query = Object.fromEntries(back.searchParams);
    expect(query['RelayState']).toBe('relay');
    await expect(saml.sp.validateRedirectAsync(query, back.search.slice(1))).resolves.toMatchObject({
      loggedOut: true,
    });
    expect(await isSignedIn(browser)).toBe(false);
    await until(['/cas/page']);
  });

  it('by the post binding as well, though browsers bring no cookie along with it', async () => {
    const browser = new Browser();
    const { profile } = await enterBoth(browser);
    const posted = await browser.post(`${provider.issuer}/saml/slo`, logoutForm(profile.nameID), {
      'sec-fetch-site': 'cross-site',
    });
    const { url } = await browser.follow(posted, 'http://soap.example/saml/slo');
    expect(new URL(url).searchParams.get('SAMLResponse')).not.toBeNull();
    expect(await isSignedIn(browser)).toBe(false);
  });

  it('signs nobody out for whom the service does not speak', async () => {
    const browser = new Browser();
    const { profile } = await enterBoth(browser);
    const stranger = await browser.follow(
      await browser.post(`${provider.issuer}/saml/slo`, logoutForm('_somebody-else')),
      'http://soap.example',
    );
    expect(stranger.url).toContain('SAMLResponse');
    expect(await isSignedIn(browser)).toBe(true);
    const unsigned = logoutXml(profile.nameID).xml;
    const refused = await browser.follow(
      await browser.post(`${provider.issuer}/saml/slo`, { SAMLRequest: Buffer.from(unsigned).toString('base64') }),
      'none',
    );
    expect(refused.response.status).toBe(400);
    expect(await isSignedIn(browser)).toBe(true);
  });
});

function logoutXml(nameId: string) {
  return logoutRequestXml({
    id: `_${Math.random().toString(36).slice(2)}`,
    issuer: saml.entityId,
    at: new Date(),
    destination: `${provider.issuer}/saml/slo`,
    nameId: { format: 'urn:oasis:names:tc:SAML:2.0:nameid-format:transient', value: nameId },
    sessionIndex: '',
  });
}

function logoutForm(nameId: string): Record<string, string> {
  const unsigned = { xml: logoutXml(nameId).xml.replace('<samlp:SessionIndex/>', '') };
  const { xml } = signed(unsigned, { privateKeyPem: key.privateKey, certificate: key.certificate });
  return { SAMLRequest: Buffer.from(xml).toString('base64') };
}
