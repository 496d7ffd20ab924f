import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { University } from '@onecampus/directory';
import { type FreshDatabase, freshDatabase } from '../../support/databases.ts';
import { type ArrangedPerson, arrangePerson, arrangeUniversities } from '../../support/people.ts';
import { Browser } from './browser.ts';
import { addTotp, codeFor, openAccount } from './factor-flows.ts';
import { type IdentityProvider, startIdentityProviders } from './identity-provider.ts';
import { connectService, formOf, profileOf, type Service, serviceKey, signInBySaml } from './saml-service.ts';

let database: FreshDatabase;
let provider: IdentityProvider;
let anna: ArrangedPerson;
let plain: Service;
let university: University;
let signing: Service;
const password = 'верный пароль 1';

beforeAll(async () => {
  database = await freshDatabase();
  const { tpu } = await arrangeUniversities(database.admin);
  university = tpu;
  anna = await arrangePerson(database.admin, { university: tpu, familyName: 'Кедрова', givenName: 'Анна' });
  await database.admin.raw(`update directory.universities set status = 'left', left_at = now() where slug = 'tsu'`);
  provider = await startIdentityProviders(database);
  await provider.api('PUT', `/api/v1/accounts/${anna.personId}/password`, 'accounts.write', { password });
  plain = await connectService(provider, 'plain');
  signing = await connectService(provider, 'signing', { key: serviceKey() });
});

afterAll(async () => {
  await provider?.stop();
  await database?.drop();
});

const who = () => ({ login: anna.eppn, password });
const affiliation = 'urn:oid:1.3.6.1.4.1.5923.1.1.1.9';
const entitlement = 'urn:oid:1.3.6.1.4.1.5923.1.1.1.7';
const pairwiseId = 'urn:oasis:names:tc:SAML:attribute:pairwise-id';

describe('signing in by SAML', () => {
  it('gives an independent service a response that it believes, by the redirect binding', async () => {
    const { profile, fields } = await profileOf(plain, new Browser(), who());
    expect(fields['RelayState']).toBe('relay');
    expect(profile).toMatchObject({
      issuer: `${provider.issuer}/saml/metadata`,
      nameIDFormat: 'urn:oasis:names:tc:SAML:2.0:nameid-format:transient',
      [affiliation]: expect.arrayContaining(['student@tpu.ru']),
    });
    expect(profile[pairwiseId]).toMatch(/^[a-z2-7]{26}@localhost$/);
    const { rows } = await database.admin.raw(`select 1 from directory.disclosures where to_party = ?`, [
      `client:${plain.clientId}`,
    ]);
    expect(rows.length).toBeGreaterThan(0);
  });

  it('gives two services two subjects, and one service the same one every time', async () => {
    const [first, again, other] = [
      await profileOf(plain, new Browser(), who()),
      await profileOf(plain, new Browser(), who()),
      await profileOf(signing, new Browser(), who()),
    ];
    expect(again.profile[pairwiseId]).toBe(first.profile[pairwiseId]);
    expect(other.profile[pairwiseId]).not.toBe(first.profile[pairwiseId]);
    expect(again.profile.nameID).not.toBe(first.profile.nameID);
  });

  it('takes requests by the post binding, signed within', async () => {
    const service = await connectService(provider, 'posting', {
      key: serviceKey(),
      config: { authnRequestBinding: 'HTTP-POST', skipRequestCompression: true },
    });
    const page = await service.sp.getAuthorizeFormAsync('relay');
    const request = Object.fromEntries(
      [...page.matchAll(/name="([^"]+)" value="([^"]*)"/g)].map(([, name, value]) => [name!, value!]),
    );
    const browser = new Browser();
    const first = await browser.post(`${provider.issuer}/saml/sso`, request, {
      'sec-fetch-site': 'cross-site',
      origin: 'http://posting.example',
    });
    const { fields } = await signInBySaml(browser, first, who());
    expect((await service.sp.validatePostResponseAsync(fields)).profile).toMatchObject({
      [affiliation]: expect.anything(),
    });
  });

  it('encrypts the assertion for a service that has a key for it', async () => {
    const service = await connectService(provider, 'encrypting', { decryption: serviceKey() });
    const { profile, fields } = await profileOf(service, new Browser(), who());
    const xml = Buffer.from(fields['SAMLResponse']!, 'base64').toString();
    expect(xml).toContain('EncryptedAssertion');
    expect(xml).not.toContain('student@tpu.ru');
    expect(profile[affiliation]).toContain('student@tpu.ru');
  });

  it('calls a person by the name that the service asks for', async () => {
    const persistent = await connectService(provider, 'persistent', {
      asked: { name_id: 'persistent', subject_id: 'subject-id' },
    });
    const { profile } = await profileOf(persistent, new Browser(), who());
    expect(profile.nameIDFormat).toBe('urn:oasis:names:tc:SAML:2.0:nameid-format:persistent');
    expect(profile.nameID).not.toContain(anna.referenceId);
    expect(profile['urn:oasis:names:tc:SAML:attribute:subject-id']).toBe(`${anna.referenceId}@localhost`);
    const mail = await connectService(provider, 'mail', { asked: { name_id: 'email', scope: 'openid email' } });
    expect((await profileOf(mail, new Browser(), who())).profile.nameID).toBe(anna.eppn);
    // No address without the right to it.
    const none = await connectService(provider, 'nomail', { asked: { name_id: 'email' } });
    await expect(profileOf(none, new Browser(), who())).rejects.toThrow(/InvalidNameIDPolicy/);
  });

  it('tells the code that everybody knows only to a service that asks for it and learns names too', async () => {
    const asking = (own: string) =>
      own.replace(
        /(<EntityDescriptor[^>]*>)/,
        '$1<Extensions><a:EntityAttributes xmlns:a="urn:oasis:names:tc:SAML:metadata:attribute"><s:Attribute xmlns:s="urn:oasis:names:tc:SAML:2.0:assertion" Name="urn:oasis:names:tc:SAML:profiles:subject-id:req"><s:AttributeValue>subject-id</s:AttributeValue></s:Attribute></a:EntityAttributes></Extensions>',
      );
    const ids = async (name: string, scope: string, amend?: (own: string) => string) => {
      const service = await connectService(provider, name, { asked: { scope }, ...(amend ? { amend } : {}) });
      const { profile } = await profileOf(service, new Browser(), who());
      return Object.keys(profile).filter((one) => /(subject|pairwise)-id$/.test(one));
    };
    const subjectId = 'urn:oasis:names:tc:SAML:attribute:subject-id';
    expect(await ids('named', 'openid personalized', asking)).toEqual([subjectId]);
    expect(await ids('unnamed', 'openid pseudonymous', asking)).toEqual([pairwiseId]);
    expect(await ids('nobody', 'openid anonymous')).toEqual([]);
    const persistent = 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent';
    const curious = await connectService(provider, 'curious', {
      asked: { scope: 'openid anonymous' },
      config: { identifierFormat: persistent },
    });
    await expect(profileOf(curious, new Browser(), who())).rejects.toThrow(/InvalidNameIDPolicy/);
  });

  it('tells a library’s e-resource that its reader is licensed', async () => {
    const library = await connectService(provider, 'library', { asked: { library_terms: true } });
    expect((await profileOf(library, new Browser(), who())).profile[entitlement]).toBe(
      'urn:mace:dir:entitlement:common-lib-terms',
    );
    expect((await profileOf(plain, new Browser(), who())).profile[entitlement]).toBeUndefined();
  });

  it('asks anew where the service insists, and nobody where it may not', async () => {
    const forcing = await connectService(provider, 'forcing', { config: { forceAuthn: true } });
    const passive = await connectService(provider, 'passive', { config: { passive: true } });
    const browser = new Browser();
    await expect(profileOf(passive, browser, who())).resolves.toMatchObject({ profile: null });
    await profileOf(plain, browser, who());
    const asked = await browser.follow(
      await browser.get(await forcing.sp.getAuthorizeUrlAsync('', undefined, {})),
      'none',
    );
    expect(asked.url).toContain('/interaction/');
    expect((await profileOf(passive, browser, who())).profile).toMatchObject({ [affiliation]: expect.anything() });
  });

  it('promises no assurance that it cannot give', async () => {
    const mfa = await connectService(provider, 'mfa', {
      config: { disableRequestedAuthnContext: false, authnContext: ['https://refeds.org/profile/mfa'] },
    });
    const strange = await connectService(provider, 'strange', {
      config: { disableRequestedAuthnContext: false, authnContext: ['urn:strange'] },
    });
    await expect(profileOf(mfa, new Browser(), who())).rejects.toThrow(/NoAuthnContext/);
    await expect(profileOf(strange, new Browser(), who())).rejects.toThrow(/NoAuthnContext/);
  });

  it('asks for the second factor that a service insists on, and says what was proved', async () => {
    const mfa = 'https://refeds.org/profile/mfa';
    const insisting = await connectService(provider, 'insisting', {
      config: { disableRequestedAuthnContext: false, authnContext: [mfa] },
    });
    const person = await arrangePerson(database.admin, { university });
    await provider.api('PUT', `/api/v1/accounts/${person.personId}/password`, 'accounts.write', { password });
    const browser = new Browser();
    const her = { login: person.eppn, password };
    await openAccount(provider, browser, her);
    const secret = await addTotp(provider, browser);
    const first = await browser.get(await insisting.sp.getAuthorizeUrlAsync('', undefined, {}));
    let step = await browser.follow(first, 'none');
    // A proof of a moment ago, with the password alone, is asked to be more.
    step = await browser.follow(await browser.post(step.url, { university: '', ...her }), 'none');
    step = await browser.follow(await browser.post(step.url, { code: codeFor(secret, new Date(), 1) }), 'none');
    const { fields } = await formOf(step.response);
    const { profile } = await insisting.sp.validatePostResponseAsync(fields);
    expect(profile!.getAssertionXml!()).toContain(`>${mfa}</saml:AuthnContextClassRef>`);
  });

  it('finishes a sign-in in the browser that began it, and tells the service where the person turned back', async () => {
    const browser = new Browser();
    const step = await browser.follow(
      await browser.get(await plain.sp.getAuthorizeUrlAsync('', undefined, {})),
      'none',
    );
    const cancelled = await browser.follow(await browser.post(`${step.url}/cancel`, {}), 'none');
    const { fields } = await formOf(cancelled.response);
    await expect(plain.sp.validatePostResponseAsync(fields)).rejects.toThrow(/RequestDenied/);
    expect((await new Browser().get(`${provider.issuer}/saml/continue?state=x&code=y`)).status).toBe(400);
  });
});

describe('our own metadata', () => {
  it('carry a second certificate while the key is changed, and the new one signs only after that', async () => {
    const certificates = async () =>
      [
        ...(await (await fetch(`${provider.issuer}/saml/metadata`)).text()).matchAll(
          /<md:KeyDescriptor use="signing">.*?<ds:X509Certificate>([^<]+)</g,
        ),
      ].map(([, one]) => one!);
    const rotate = async (step: string) =>
      (await provider.api('POST', '/api/v1/saml-certificates/rotate', 'keys.write', { step })).status;
    const [old] = await certificates();
    expect(await rotate('sign')).toBe(404);
    expect(await rotate('publish')).toBe(200);
    const [first, second] = await certificates();
    expect(first).toBe(old);
    expect(second).toBeDefined();
    await profileOf(plain, new Browser(), who());
    expect(await rotate('sign')).toBe(200);
    expect(await certificates()).toEqual([second, old]);
    await expect(profileOf(plain, new Browser(), who())).rejects.toThrow(/signature/i);
    // Back again, as if a service had been forgotten.
    expect(await rotate('sign')).toBe(200);
    await profileOf(plain, new Browser(), who());
    expect(await rotate('withdraw')).toBe(200);
    expect(await certificates()).toEqual([old]);
    const { rows } = await database.admin.raw(
      `select sealed_private_key from identity_provider.saml_certificates where state = 'withdrawn'`,
    );
    expect(rows).toEqual([{ sealed_private_key: null }]);
  });
});
