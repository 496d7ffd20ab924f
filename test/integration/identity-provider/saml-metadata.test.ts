import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type FreshDatabase, freshDatabase } from '../../support/databases.ts';
import { arrangeUniversities } from '../../support/people.ts';
import { type IdentityProvider, startIdentityProviders } from './identity-provider.ts';

let database: FreshDatabase;
let provider: IdentityProvider;

beforeAll(async () => {
  database = await freshDatabase();
  await arrangeUniversities(database.admin);
  provider = await startIdentityProviders(database, { instances: 2 });
});

afterAll(async () => {
  await provider?.stop();
  await database?.drop();
});

it('has one key, whichever instance is asked first', async () => {
  const metadata = await Promise.all(
    [0, 1, 0, 1].map(async (at) => (await fetch(`${provider.instances[at]}/saml/metadata`)).text()),
  );
  const keys = metadata.map((one) => /<md:KeyDescriptor.*?<ds:X509Certificate>([^<]+)</.exec(one)![1]);
  expect(new Set(keys).size).toBe(1);
  const { rows } = await database.admin.raw('select state from identity_provider.saml_certificates');
  expect(rows).toEqual([{ state: 'signing' }]);
});

describe('hostile metadata', () => {
  const add = async (metadata: string) => {
    const response = await provider.api('POST', '/api/v1/saml-services', 'clients.write', { metadata });
    return { status: response.status, text: await response.text() };
  };
  const metadata = (
    change: { before?: string; inner?: string; acs?: string; attributes?: string; name?: string } = {},
  ) =>
    `${change.before ?? ''}<EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" entityID="https://${change.name ?? randomBytes(4).toString('hex')}.example/sp" ${change.attributes ?? ''}>` +
    `<SPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">${change.inner ?? ''}` +
    `<AssertionConsumerService index="0" Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST" Location="${change.acs ?? 'https://new.example/acs'}"/>` +
    `</SPSSODescriptor></EntityDescriptor>`;
  const signature = '<ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#"/>';

  it('gives a service the category that its metadata name, where nobody chose, and the least without one', async () => {
    const named = (category: string) =>
      metadata().replace(
        /(<EntityDescriptor[^>]*>)/,
        `$1<Extensions><a:EntityAttributes xmlns:a="urn:oasis:names:tc:SAML:metadata:attribute"><s:Attribute xmlns:s="urn:oasis:names:tc:SAML:2.0:assertion" Name="http://macedir.org/entity-category"><s:AttributeValue>${category}</s:AttributeValue></s:Attribute></a:EntityAttributes></Extensions>`,
      );
    const scopeOf = async (text: string) => {
      const { client_id } = JSON.parse((await add(text)).text) as { client_id: string };
      const { rows } = await database.admin.raw(`select scope from identity_provider.clients where id = ?`, [
        client_id,
      ]);
      return rows[0].scope as string;
    };
    expect(await scopeOf(named('http://refeds.org/category/research-and-scholarship'))).toBe('openid personalized');
    expect(await scopeOf(named('https://refeds.org/category/pseudonymous'))).toBe('openid pseudonymous');
    expect(await scopeOf(named('https://evil.example/everything'))).toBe('openid anonymous');
  });

  it('takes what these tests start from, once', async () => {
    expect(await add(metadata({ name: 'once', before: '<!-- exported -->' }))).toMatchObject({ status: 201 });
    expect(await add(metadata({ name: 'once' }))).toMatchObject({ status: 409 });
  });

  it.each<[string, string]>([
    ['a document type', metadata({ before: '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>' })],
    [
      'a list of services',
      `<EntitiesDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata">${metadata()}</EntitiesDescriptor>`,
    ],
    ['a service within another', metadata({ inner: `<Extensions>${metadata()}</Extensions>` })],
    ['a signature where none belongs', metadata({ inner: signature })],
    ['an address that is a script', metadata({ acs: 'javascript:alert(1)' })],
    ['an address with somebody’s name in it', metadata({ acs: 'https://new.example@evil.example/acs' })],
    ['metadata that have run out', metadata({ attributes: 'validUntil="2020-01-01T00:00:00Z"' })],
    ['a date that is none', metadata({ attributes: 'validUntil="tomorrow"' })],
    [
      'a certificate that is none',
      metadata({
        inner:
          '<KeyDescriptor><KeyInfo xmlns="http://www.w3.org/2000/09/xmldsig#"><X509Data><X509Certificate>AAAA</X509Certificate></X509Data></KeyInfo></KeyDescriptor>',
      }),
    ],
    ['our own kind', metadata().replaceAll('SPSSODescriptor', 'IDPSSODescriptor')],
    ['nothing', 'x'],
  ])('refuses %s', async (_, text) =>
    expect(await add(text)).toMatchObject({ status: 422, text: expect.stringContaining('client.unfit') }),
  );
});
