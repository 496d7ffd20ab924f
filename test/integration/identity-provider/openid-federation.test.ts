import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { generateSigningKey } from '@onecampus/tokens';
import { createLocalJWKSet, decodeJwt, importJWK, type JWK, jwtVerify, SignJWT } from 'jose';
import type { EntityStatement } from '../../../services/identity-provider/src/openid-federation/entity-statement.ts';
import { Browser } from './browser.ts';
import { callback, openFederation, password } from './federation-world.ts';

describe('OpenID Federation', () => {
  let world: Awaited<ReturnType<typeof openFederation>>;
  beforeAll(async () => {
    world = await openFederation();
  });
  afterAll(() => world.close());

  it('says who we are, signed with keys of its own, and what we are under', async () => {
    const response = await fetch(world.at('/.well-known/openid-federation'));
    expect(response.headers.get('content-type')).toContain('application/entity-statement+jwt');
    const jwt = await response.text();
    const { jwks } = decodeJwt(jwt) as unknown as EntityStatement;
    const { payload, protectedHeader } = await jwtVerify(jwt, createLocalJWKSet(jwks as never), {
      issuer: world.provider.issuer,
      subject: world.provider.issuer,
    });
    expect(protectedHeader.typ).toBe('entity-statement+jwt');
    expect(payload['metadata']).toMatchObject({
      openid_provider: {
        issuer: world.provider.issuer,
        authorization_endpoint: world.at('/auth'),
        client_registration_types_supported: ['automatic'],
      },
      federation_entity: { federation_fetch_endpoint: world.at('/federation/fetch') },
    });
    const signing = (await (await fetch(world.at('/jwks'))).json()) as { keys: JWK[] };
    expect(signing.keys.map(({ kid }) => kid)).not.toContain(jwks.keys[0]!.kid);
  });

  it('lets an application in that nobody registered, once two world.officers admitted it, and asks people before it knows them', async () => {
    const lms = await world.startLms();
    expect(await world.asks(await world.requestOf(lms))).toBe(400);
    await world.admit(lms.entity.id);
    const listed = (await (await fetch(world.at('/federation/list'))).json()) as string[];
    expect(listed).toContain(lms.entity.id);

    const browser = new Browser();
    const { url } = await browser.follow(await browser.get(await world.requestOf(lms)), callback);
    const signedIn = await browser.post(url.split('?')[0]!, { university: '', login: world.student.eppn, password });
    const consent = await browser.follow(signedIn, callback);
    const page = await consent.response.text();
    expect(page).toContain('Moodle of a department');
    const allowed = await browser.post(`${consent.url.split('?')[0]}/consent`, agreed(page));
    const back = new URL((await browser.follow(allowed, callback)).url);
    expect(back.searchParams.get('iss')).toBe(world.provider.issuer);

    const assertion = await new SignJWT({})
      .setProtectedHeader({ alg: 'ES256', kid: lms.keys.privateJwk.kid! })
      .setIssuer(lms.entity.id)
      .setSubject(lms.entity.id)
      .setAudience(world.provider.issuer)
      .setJti(randomBytes(8).toString('hex'))
      .setIssuedAt()
      .setExpirationTime('60s')
      .sign(await importJWK(lms.keys.privateJwk, 'ES256'));
    const tokens = await fetch(world.at('/token'), {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'authorization_code',
        code: back.searchParams.get('code')!,
        redirect_uri: callback,
        client_id: lms.entity.id,
        client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
        client_assertion: assertion,
      }),
    });
    expect(tokens.status).toBe(200);
    const { id_token } = (await tokens.json()) as { id_token: string };
    const claims = decodeJwt(id_token);
    expect(claims.aud).toBe(lms.entity.id);
    expect(claims.sub).not.toBe(world.student.referenceId);
    const row = await world.database.admin('identity_provider.clients').where({ id: lms.entity.id }).first();
    // Power over our own APIs comes through no chain.
    expect(row).toMatchObject({ origin: 'federation', scope: 'openid profile email', first_party: false });

    expect(
      (await world.officers[0]!.post(world.at('/consortium/federation/withdraw'), { entity: lms.entity.id })).status,
    ).toBe(303);
    expect(await world.asks(await world.requestOf(lms))).toBe(400);
  });

  it('takes no request that its application did not sign', async () => {
    const lms = await world.startLms();
    await world.admit(lms.entity.id);
    expect(await world.asks(await world.requestOf(lms))).toBe(200);
    const browser = new Browser();
    const { url } = await browser.follow(await browser.get(await world.requestOf(lms, false)), callback);
    expect(new URL(url).searchParams.get('error')).toBe('invalid_request');
    const forged = { ...lms, keys: await generateSigningKey('ES256', lms.keys.privateJwk.kid!) };
    expect(await world.asks(await world.requestOf(forged))).toBe(400);
  });

  it('is led by a web of hints to no more than a handful of journeys', async () => {
    const many = await Promise.all(Array.from({ length: 6 }, () => world.start({ superiors: [] })));
    for (const one of many) one.say((statement) => ({ ...statement, authority_hints: many.map(({ id }) => id) }));
    const lms = await world.startLms(many.map(({ id }) => id));
    for (const one of many) one.vouchFor(lms.entity.id, { jwks: { keys: [lms.entity.keys.publicJwk] } });
    expect(await world.asks(await world.requestOf(lms))).toBe(400);
    const journeys = many.flatMap(({ asked }) => [...asked.values()]).reduce((sum, count) => sum + count, 0);
    expect(journeys).toBeLessThanOrEqual(20);
  });

  it('answers what the specification says to questions about nobody', async () => {
    const of = async (path: string) => {
      const response = await fetch(world.at(path));
      return [response.status, ((await response.json()) as { error: string }).error];
    };
    expect(await of('/federation/fetch')).toEqual([400, 'invalid_request']);
    expect(await of('/federation/fetch?sub=https://nobody.example')).toEqual([404, 'not_found']);
    expect(await of('/federation/resolve?sub=https://nobody.example')).toEqual([400, 'invalid_request']);
    expect(await of(`/federation/resolve?sub=https://nobody.example&trust_anchor=${world.provider.issuer}`)).toEqual([
      404,
      'invalid_trust_chain',
    ]);
  });

  it('resolves an entity of ours for whoever asks', async () => {
    const lms = await world.startLms();
    await world.admit(lms.entity.id);
    const response = await fetch(
      world.at(
        `/federation/resolve?${new URLSearchParams({ sub: lms.entity.id, trust_anchor: world.provider.issuer, entity_type: 'openid_relying_party' })}`,
      ),
    );
    expect(response.status).toBe(200);
    const resolved = decodeJwt(await response.text());
    expect(resolved).toMatchObject({ iss: world.provider.issuer, sub: lms.entity.id });
    expect((resolved['trust_chain'] as string[]).length).toBe(3);
  });
});

/** What a person agrees to on the consent page: everything that is ticked there. */
function agreed(page: string): Record<string, string> {
  const fields = [...page.matchAll(/<input[^>]*>/g)].map(([input]) => ({
    name: /name="([^"]*)"/.exec(input)?.[1],
    value: /value="([^"]*)"/.exec(input)?.[1] ?? 'on',
    checked: /type="hidden"/.test(input) || /\bchecked\b/.test(input),
  }));
  return Object.fromEntries(fields.flatMap(({ name, value, checked }) => (name && checked ? [[name, value]] : [])));
}
