import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { generateSigningKey } from '@onecampus/tokens';
import type { EntityStatement } from '../../../services/identity-provider/src/openid-federation/entity-statement.ts';
import type { Entity } from './federation-entities.ts';
import { type Lms, openFederation } from './federation-world.ts';

describe('a chain of trust over an intermediate', () => {
  let world: Awaited<ReturnType<typeof openFederation>>;
  beforeAll(async () => {
    world = await openFederation();
  });
  afterAll(() => world.close());

  const arrange = async (
    about: (lms: Entity) => Partial<EntityStatement> = () => ({}),
    change: Record<string, unknown> = {},
  ) => {
    const university = await world.start({ superiors: [world.provider.issuer] });
    const lms = await world.startLms([university.id], change);
    university.vouchFor(lms.entity.id, { jwks: { keys: [lms.entity.keys.publicJwk] }, ...about(lms.entity) });
    await world.admit(university.id, 'federation_entity');
    return { university, lms };
  };

  it('follows the chain, and narrows what the application says by its policies', async () => {
    const { lms } = await arrange(() => ({
      metadata_policy: {
        openid_relying_party: { scope: { subset_of: ['openid', 'profile'] }, client_name: { value: 'Named above' } },
      },
    }));
    expect(await world.asks(await world.requestOf(lms))).toBe(200);
    const row = await world.database.admin('identity_provider.clients').where({ id: lms.entity.id }).first();
    expect(row).toMatchObject({ name: 'Named above', scope: 'openid profile' });
    // Kept: the second request asks nobody.
    const asked = lms.entity.asked.get('/.well-known/openid-federation');
    expect(await world.asks(await world.requestOf(lms))).toBe(200);
    expect(lms.entity.asked.get('/.well-known/openid-federation')).toBe(asked);
  });

  it('never leads over an application: whoever was admitted as one vouches for nobody', async () => {
    const admitted = await world.startLms();
    await world.admit(admitted.entity.id);
    const stranger = await world.startLms([admitted.entity.id]);
    admitted.entity.vouchFor(stranger.entity.id, { jwks: { keys: [stranger.entity.keys.publicJwk] } });
    expect(await world.asks(await world.requestOf(stranger))).toBe(400);
    expect(await world.asks(await world.requestOf(admitted))).toBe(200);
  });

  it('ends at once for everybody below an intermediate that is withdrawn', async () => {
    const { university, lms } = await arrange();
    expect(await world.asks(await world.requestOf(lms))).toBe(200);
    const form = { entity: university.id };
    expect((await world.officers[0]!.post(world.at('/consortium/federation/withdraw'), form)).status).toBe(303);
    expect(await world.asks(await world.requestOf(lms))).toBe(400);
  });

  const refusals: [string, (parts: { university: Entity; lms: Lms }) => Promise<void> | void][] = [
    [
      'keys of the leaf that its superior does not vouch for',
      async ({ lms }) => lms.entity.signWith(await generateSigningKey('ES256', lms.entity.keys.publicJwk.kid!)),
    ],
    [
      'a superior that signs with a key nobody vouches for',
      async ({ university }) => university.signWith(await generateSigningKey('ES256', university.keys.publicJwk.kid!)),
    ],
    [
      'a leaf that speaks for somebody else',
      ({ lms }) => lms.entity.say((one) => ({ ...one, sub: 'http://127.0.0.1:1' })),
    ],
    [
      'a statement that has run out',
      ({ lms }) => lms.entity.say((one) => ({ ...one, iat: one.iat - 9_000, exp: one.iat - 8_000 })),
    ],
    ['a statement from the future', ({ lms }) => lms.entity.say((one) => ({ ...one, iat: one.iat + 500 }))],
    ['a critical claim that we do not know', ({ lms }) => lms.entity.say((one) => ({ ...one, crit: ['moon_phase'] }))],
    [
      'an entity that is no application',
      ({ lms }) => lms.entity.say((one) => ({ ...one, metadata: { openid_provider: {} } })),
    ],
    [
      'an application that leads people elsewhere',
      ({ lms }) =>
        lms.entity.say((one) => ({
          ...one,
          metadata: {
            openid_relying_party: {
              ...one.metadata!['openid_relying_party'],
              redirect_uris: ['javascript:alert(1)'],
            },
          },
        })),
    ],
    [
      'a circle of superiors',
      ({ university }) => university.say((one) => ({ ...one, authority_hints: [university.id] })),
    ],
  ];
  it.each(refusals)('refuses %s', async (_case, spoil) => {
    const parts = await arrange();
    await spoil(parts);
    expect(await world.asks(await world.requestOf(parts.lms))).toBe(400);
    // And does not ask again for every request that names it (the first may have come before the news of the admission).
    expect(await world.asks(await world.requestOf(parts.lms))).toBe(400);
    const asked = parts.lms.entity.asked.get('/.well-known/openid-federation');
    expect(await world.asks(await world.requestOf(parts.lms))).toBe(400);
    expect(parts.lms.entity.asked.get('/.well-known/openid-federation')).toBe(asked);
  });

  it.each<[string, Partial<EntityStatement>]>([
    ['a policy that it breaks', { metadata_policy: { openid_relying_party: { client_uri: { essential: true } } } }],
    ['a name that is not permitted', { constraints: { naming_constraints: { permitted: ['.tpu.ru'] } } }],
    ['a kind that is not allowed', { constraints: { allowed_entity_types: ['openid_provider'] } }],
    ['keys that are none', { jwks: { keys: [] } }],
  ])('refuses %s', async (_case, said) => {
    const { lms } = await arrange(() => said);
    expect(await world.asks(await world.requestOf(lms))).toBe(400);
  });
});
