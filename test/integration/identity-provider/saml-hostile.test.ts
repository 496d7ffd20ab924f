import { createHmac, createPublicKey, createSign, randomBytes } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readXml } from '../../../services/identity-provider/src/rules/strict-xml.ts';
import { isSignedBy, signed } from '../../../services/identity-provider/src/saml/codec.ts';
import { type FreshDatabase, freshDatabase } from '../../support/databases.ts';
import { arrangeUniversities } from '../../support/people.ts';
import { Browser } from './browser.ts';
import { type IdentityProvider, startIdentityProviders } from './identity-provider.ts';
import { connectService, type Service, serviceKey } from './saml-service.ts';

let database: FreshDatabase;
let provider: IdentityProvider;
let signing: Service;
let plain: Service;
const key = serviceKey();
const eve = serviceKey();

beforeAll(async () => {
  database = await freshDatabase();
  await arrangeUniversities(database.admin);
  provider = await startIdentityProviders(database);
  signing = await connectService(provider, 'signing', { key });
  plain = await connectService(provider, 'plain');
});

afterAll(async () => {
  await provider?.stop();
  await database?.drop();
});

type Change = {
  id?: string;
  issuer?: string;
  acs?: string;
  at?: Date;
  attributes?: string;
  inner?: string;
  destination?: string;
};

function request(change: Change = {}): string {
  const acs = change.acs ?? signing.acs;
  return (
    `<samlp:AuthnRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ` +
    `ID="${change.id ?? `_${randomBytes(8).toString('hex')}`}" Version="2.0" IssueInstant="${(change.at ?? new Date()).toISOString()}" ` +
    `Destination="${change.destination ?? `${provider.issuer}/saml/sso`}" AssertionConsumerServiceURL="${acs}" ${change.attributes ?? ''}>` +
    `<saml:Issuer>${change.issuer ?? signing.entityId}</saml:Issuer>${change.inner ?? ''}</samlp:AuthnRequest>`
  );
}

const sign = (xml: string, by = key) =>
  signed({ xml }, { privateKeyPem: by.privateKey, certificate: by.certificate }).xml;
const ofPlain = (change: Change = {}) => request({ issuer: plain.entityId, acs: plain.acs, ...change });
const signatureOf = (xml: string) => /<ds:Signature .*<\/ds:Signature>/s.exec(xml)![0];

async function post(xml: string, browser = new Browser()): Promise<Response> {
  const form = { SAMLRequest: Buffer.from(xml).toString('base64') };
  const response = await browser.post(`${provider.issuer}/saml/sso`, form, { 'sec-fetch-site': 'cross-site' });
  const location = response.headers.get('location');
  return location?.startsWith('/saml/sso/posted') ? browser.get(`${provider.issuer}${location}`) : response;
}

/** Refused: a page of ours, and no way on. */
async function expectRefused(response: Response, status = 400): Promise<void> {
  expect({ status: response.status, location: response.headers.get('location') }).toEqual({ status, location: null });
  expect(await response.text()).not.toContain('SAMLResponse');
}

it('takes what these tests start from', async () => {
  expect((await post(sign(request()))).status).toBe(303);
  expect((await post(ofPlain())).status).toBe(303);
});

/** Each takes a request that the service signed and makes another of it that was never signed. */
const wrappings: Readonly<Record<string, () => string>> = {
  'no signature at all': () => request(),
  'a signature of somebody else': () => sign(request(), eve),
  'a signature of somebody else that names the service’s certificate': () =>
    sign(request(), eve).replace(eve.certificate, key.certificate),
  'an address changed after signing': () => sign(request()).replace(signing.acs, plain.acs),
  'an attribute added after signing': () =>
    sign(request()).replace(' Version="2.0"', ' Version="2.0" IsPassive="true"'),
  'the signed request inside another one': () =>
    request({ inner: `<samlp:Extensions>${sign(request())}</samlp:Extensions>` }),
  'the signed request inside, its signature moved out': () => {
    const original = sign(request());
    return request({
      inner: `${signatureOf(original)}<samlp:Extensions>${original.replace(signatureOf(original), '')}</samlp:Extensions>`,
    });
  },
  'the signed request inside its own signature': () => {
    const original = sign(request());
    const object = `<ds:Object>${original.replace(signatureOf(original), '')}</ds:Object></ds:Signature>`;
    return request({ inner: signatureOf(original).replace('</ds:Signature>', object) });
  },
  'two elements of one id, the signed one inside': () => {
    const original = sign(request({ id: '_same' }));
    return request({
      id: '_same',
      inner: `${signatureOf(original)}<samlp:Extensions>${original.replace(signatureOf(original), '')}</samlp:Extensions>`,
    });
  },
  'two elements of one id by another name of the attribute': () => {
    const original = sign(request({ id: '_same' }));
    const inner = original.replace(signatureOf(original), '').replace(' ID=', ' Id=');
    return request({ id: '_same', inner: `${signatureOf(original)}<samlp:Extensions>${inner}</samlp:Extensions>` });
  },
  'two signatures, one of them good': () => {
    const original = sign(request());
    return request({ inner: `${signatureOf(sign(request(), eve))}<samlp:Extensions>${original}</samlp:Extensions>` });
  },
  'the same signature twice': () => {
    const original = sign(request());
    return original.replace(signatureOf(original), signatureOf(original).repeat(2));
  },
  'a reference to nothing in particular': () => sign(request()).replace(/URI="#[^"]*"/, 'URI=""'),
  'a second reference': () => {
    const original = sign(request());
    const reference = /<ds:Reference.*?<\/ds:Reference>/s.exec(original)![0];
    return original.replace(reference, reference.repeat(2));
  },
  'a second SignedInfo': () => {
    const original = sign(request());
    const info = /<ds:SignedInfo.*?<\/ds:SignedInfo>/s.exec(original)![0];
    const other = /<ds:SignedInfo.*?<\/ds:SignedInfo>/s.exec(sign(request({ acs: plain.acs }), eve))![0];
    return original.replace(info, `${other}${info}`);
  },
  'a transform that hides a part': () => {
    const transform = `<ds:Transform Algorithm="http://www.w3.org/TR/1999/REC-xpath-19991116"><ds:XPath>not(ancestor-or-self::Extensions)</ds:XPath></ds:Transform>`;
    return sign(request()).replace('<ds:Transforms>', `<ds:Transforms>${transform}`);
  },
  'canonicalization with comments': () => sign(request()).replaceAll('xml-exc-c14n#"', 'xml-exc-c14n#WithComments"'),
  'a comment within the digest': () => sign(request()).replace('<ds:DigestValue>', '<ds:DigestValue><!-- x -->'),
  'a signature by a secret that everybody knows: the public key': () => {
    const method = 'http://www.w3.org/2001/04/xmldsig-more#hmac-sha256';
    const original = sign(request()).replace('http://www.w3.org/2001/04/xmldsig-more#rsa-sha256', method);
    const pem = createPublicKey(key.privateKey).export({ type: 'spki', format: 'pem' });
    const mac = createHmac('sha256', pem)
      .update(/<ds:SignedInfo.*?<\/ds:SignedInfo>/s.exec(original)![0])
      .digest('base64');
    return original.replace(/<ds:SignatureValue>.*?</s, `<ds:SignatureValue>${mac}<`);
  },
  'SHA-1': () =>
    sign(request())
      .replace('xmldsig-more#rsa-sha256', 'xmldsig#rsa-sha1')
      .replace('http://www.w3.org/2001/04/xmldsig#rsa-sha1', 'http://www.w3.org/2000/09/xmldsig#rsa-sha1'),
  'an empty signature': () => sign(request()).replace(/<ds:SignatureValue>.*?</s, '<ds:SignatureValue><'),
};

describe('signature wrapping and forgery', () => {
  it.each(Object.entries(wrappings))('refuses %s', async (_, make) => expectRefused(await post(make())));

  it('believes none of them, whoever asks', () => {
    for (const [name, make] of Object.entries(wrappings)) {
      let believed = false;
      try {
        const xml = make();
        believed = isSignedBy(xml, readXml(xml, { bytesMax: 65_536, comments: false }), [key.certificate]);
      } catch {
        believed = false;
      }
      expect({ name, believed }).toEqual({ name, believed: false });
    }
  });
});

describe('hostile XML', () => {
  const laughs = `<!DOCTYPE x [<!ENTITY a "${'a'.repeat(50)}">${['b', 'c', 'd', 'e', 'f']
    .map((name, at) => `<!ENTITY ${name} "${`&${'abcdef'[at]};`.repeat(20)}">`)
    .join('')}]>`;
  it.each<[string, () => string]>([
    ['an external entity', () => `<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>${ofPlain({ inner: '&e;' })}`],
    ['an external document type', () => `<!DOCTYPE x SYSTEM "http://localhost:1/x.dtd">${ofPlain()}`],
    ['a billion laughs', () => `${laughs}${ofPlain({ inner: '&f;' })}`],
    ['a parameter entity', () => `<!DOCTYPE x [<!ENTITY % p SYSTEM "http://localhost:1/">%p;]>${ofPlain()}`],
    ['a comment in the issuer', () => ofPlain({ issuer: `${plain.entityId}<!-- -->.evil` })],
    ['CDATA in the issuer', () => ofPlain({ issuer: `<![CDATA[${plain.entityId}]]>` })],
    ['an instruction', () => `${ofPlain()}<?x y?>`],
    ['too much', () => ofPlain({ inner: `<samlp:Extensions>${'<a/>'.repeat(6_000)}</samlp:Extensions>` })],
    ['what is no XML', () => 'hello'],
    ['another message', () => ofPlain().replaceAll('AuthnRequest', 'AttributeQuery')],
  ])('refuses %s', async (_, make) => expectRefused(await post(make())));

  it('refuses a message that unfolds to more than it should', async () => {
    const bomb = deflateRawSync(Buffer.alloc(50_000_000, 'a')).toString('base64');
    await expectRefused(
      await new Browser().get(
        `${provider.issuer}/saml/sso?${new URLSearchParams({ SAMLRequest: bomb.slice(0, 8_000) })}`,
      ),
    );
    const whole = deflateRawSync(Buffer.alloc(2_000_000, 'a')).toString('base64');
    await expectRefused(
      await new Browser().get(`${provider.issuer}/saml/sso?${new URLSearchParams({ SAMLRequest: whole })}`),
    );
  });
});

describe('requests that are not what they should be', () => {
  it.each<[string, () => string]>([
    ['an address that only the request names', () => ofPlain({ acs: 'http://evil.example/acs' })],
    ['an address of another service', () => ofPlain({ acs: signing.acs })],
    ['an address that is nearly the service’s', () => ofPlain({ acs: `${plain.acs}/` })],
    ['one for somebody else', () => ofPlain({ destination: 'https://idp.elsewhere.example/sso' })],
    ['an old one', () => ofPlain({ at: new Date(Date.now() - 7 * 60_000) })],
    ['one from the future', () => ofPlain({ at: new Date(Date.now() + 2 * 60_000) })],
    ['another version', () => ofPlain().replace('Version="2.0"', 'Version="1.1"')],
    [
      'an answer by another way',
      () => ofPlain({ attributes: 'ProtocolBinding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Artifact"' }),
    ],
    [
      'one that names the person',
      () => ofPlain({ inner: '<saml:Subject><saml:NameID>x</saml:NameID></saml:Subject>' }),
    ],
    ['two issuers', () => ofPlain({ inner: `<saml:Issuer>${signing.entityId}</saml:Issuer>` })],
    ['index and address at once', () => ofPlain({ attributes: 'AssertionConsumerServiceIndex="0"' })],
    ['an id that is none', () => ofPlain({ id: '1 2' })],
  ])('refuses %s', async (_, make) => expectRefused(await post(make())));

  it('knows only services that were connected', async () =>
    expectRefused(await post(ofPlain({ issuer: 'https://evil.example/sp' })), 404));

  it('takes a request from one browser, however often, and from no other', async () => {
    const [anna, other] = [new Browser(), new Browser()];
    const xml = sign(request());
    expect((await post(xml, anna)).status).toBe(303);
    expect((await post(xml, anna)).status).toBe(303);
    await expectRefused(await post(xml, other));
  });

  it('believes a signature over the query, and none that was cut off, moved or made for another query', async () => {
    const query = (change: Record<string, string> = {}) =>
      new URLSearchParams({
        SAMLRequest: deflateRawSync(request()).toString('base64'),
        RelayState: 'relay',
        SigAlg: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
        ...change,
      }).toString();
    const by = (text: string, digest = 'sha256') =>
      encodeURIComponent(createSign(digest).update(text).sign(key.privateKey, 'base64'));
    const get = (text: string) => new Browser().get(`${provider.issuer}/saml/sso?${text}`);
    const [one, two] = [query(), query()];
    expect((await get(`${one}&Signature=${by(one)}`)).status).toBe(303);
    await expectRefused(await get(one));
    await expectRefused(await get(one.split('&SigAlg')[0]!));
    await expectRefused(await get(`${two}&Signature=${by(one)}`));
    await expectRefused(await get(`${two.replace('RelayState=relay', 'RelayState=other')}&Signature=${by(two)}`));
    await expectRefused(
      await get(
        `${two}&Signature=${by(two)}&SAMLRequest=${encodeURIComponent(deflateRawSync(request()).toString('base64'))}`,
      ),
    );
    const sha1 = query({ SigAlg: 'http://www.w3.org/2000/09/xmldsig#rsa-sha1' });
    await expectRefused(await get(`${sha1}&Signature=${by(sha1, 'sha1')}`));
  });
});
