import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { generateSigningKey } from '@onecampus/tokens';
import { type FreshDatabase, freshDatabase } from '../../support/databases.ts';
import { arrangeUniversities } from '../../support/people.ts';
import { type Checker, checkerAudience, operator, startChecker, startIssuer, type TestIssuer } from './checker.ts';

const members = {
  name: 'members',
  effect: 'permit',
  audience: { any_of: [{ affiliation: 'member', scope: 'tpu.ru' }], none_of: [{ affiliation: 'alum' }] },
  schedule: [{ weekdays: [1, 2, 3], from: '08:00', to: '24:00' }],
  purpose: { ru: 'Свои', en: 'Our own' },
};

describe('zones, rules and terminals', () => {
  let database: FreshDatabase;
  let issuer: TestIssuer;
  let checker: Checker;
  let operate: ReturnType<typeof operator>;
  beforeAll(async () => {
    database = await freshDatabase();
    issuer = await startIssuer();
    await arrangeUniversities(database.admin);
    checker = await startChecker(database, issuer);
    operate = operator(checker, issuer);
    await operate.zone('hall');
  });
  afterAll(async () => {
    await checker?.stop();
    await issuer?.close();
    await database?.drop();
  });
  const answerTo = async (method: string, path: string, body?: unknown) => {
    const response = await operate.call(method, path, body);
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };

  it('a zone is read back as it was written, takes its university’s time zone, and counts its versions', async () => {
    const zone = { university: 'tsu', kind: 'library', title: { ru: 'Читальный зал', en: 'Reading room' } };
    expect(await answerTo('PUT', '/api/v1/zones/room', zone)).toEqual({
      status: 200,
      body: { slug: 'room', ...zone, time_zone: 'Asia/Tomsk', version: 1 },
    });
    const moved = { ...zone, time_zone: 'Europe/Moscow' };
    expect(await answerTo('PUT', '/api/v1/zones/room', moved)).toMatchObject({ body: { ...moved, version: 2 } });
    expect((await answerTo('GET', '/api/v1/zones')).body['zones']).toContainEqual({
      slug: 'room',
      ...moved,
      version: 2,
    });
  });

  it('rules are read back as they were written', async () => {
    const written = { ...members, priority: 'ordinary', valid_from: null, valid_to: null, reason: null };
    expect(await answerTo('PUT', '/api/v1/zones/hall/rules', { rules: [members] })).toEqual({
      status: 200,
      body: { rules: [written] },
    });
    expect((await answerTo('GET', '/api/v1/zones/hall/rules')).body).toEqual({ rules: [written] });
  });

  it('a rule that stays the same keeps its identity; one that changes is withdrawn and kept for the record', async () => {
    await operate.rules('hall', [members, { ...members, name: 'others' }]);
    const rows = async () =>
      (
        await database.admin.raw<{ rows: { id: string; name: string; live: boolean }[] }>(
          `select r.id, r.name, r.withdrawn_at is null as live from access_checker.rules r
           join access_checker.zones z on z.id = r.zone_id where z.slug = 'hall' order by r.created_at, r.id`,
        )
      ).rows;
    const before = await rows();
    await operate.rules('hall', [members, { ...members, name: 'others', effect: 'deny' }]);
    const after = await rows();
    const same = (name: string) => (row: { name: string; live: boolean }) => row.name === name && row.live;
    expect(after.find(same('members'))!.id).toBe(before.find(same('members'))!.id);
    expect(after.find(same('others'))!.id).not.toBe(before.find(same('others'))!.id);
    expect(after).toHaveLength(before.length + 1);
  });

  it('every fault of a list of rules is named at its field, and nothing is changed', async () => {
    await operate.rules('hall', [members]);
    const { status, body } = await answerTo('PUT', '/api/v1/zones/hall/rules', {
      rules: [
        { ...members, audience: { any_of: [] } },
        { ...members, audience: { any_of: [{ scope: 'mit.edu' }] }, schedule: [] },
        {
          ...members,
          name: 'c',
          audience: { none_of: [{}, { person_id: '018f0000-0000-7000-8000-000000000000' }] },
          schedule: [{ weekdays: [1, 1], from: '08:00', to: '09:00' }],
          valid_from: '2027-01-01T00:00:00Z',
          valid_to: '2027-01-01T00:00:00Z',
        },
      ],
    });
    expect(status).toBe(422);
    expect((body['errors'] as { field: string }[]).map(({ field }) => field)).toEqual([
      'rules.0.audience.any_of',
      'rules.1.name',
      'rules.1.audience.any_of.0.scope',
      'rules.1.schedule',
      'rules.2.audience.none_of.0',
      'rules.2.audience.none_of.1.person_id',
      'rules.2.schedule.0.weekdays',
      'rules.2.valid_to',
    ]);
    expect((await answerTo('GET', '/api/v1/zones/hall/rules')).body).toMatchObject({ rules: [{ name: 'members' }] });
  });

  it.each([
    ['a field nobody knows', { ...members, colour: 'red' }],
    ['an effect nobody knows', { ...members, effect: 'maybe' }],
    ['a time that is none', { ...members, schedule: [{ weekdays: [1], from: '8:00', to: '25:00' }] }],
    ['a day that is none', { ...members, schedule: [{ weekdays: [8], from: '08:00', to: '09:00' }] }],
    ['an affiliation nobody has', { ...members, audience: { any_of: [{ affiliation: 'wizard' }] } }],
    ['a text in one language', { ...members, reason: { ru: 'Нет' } }],
  ])('a rule with %s is a 400', async (_what, rule) => {
    expect((await answerTo('PUT', '/api/v1/zones/hall/rules', { rules: [rule] })).status).toBe(400);
  });

  it('names what is not there', async () => {
    expect((await answerTo('PUT', '/api/v1/zones/nowhere/rules', { rules: [] })).body['code']).toBe('zone.unknown');
    expect((await answerTo('GET', '/api/v1/zones/nowhere/passages')).status).toBe(404);
    const zone = { university: 'mit', kind: 'library', title: { ru: 'А', en: 'A' } };
    expect((await answerTo('PUT', '/api/v1/zones/mit', zone)).body['code']).toBe('university.unknown');
    expect(
      (await answerTo('PUT', '/api/v1/zones/hall', { ...zone, university: 'tpu', time_zone: 'Mars/Base' })).status,
    ).toBe(400);
  });

  it('a terminal is enrolled once by its public key, and never with a private or a wrong one', async () => {
    const key = await generateSigningKey('ES256', 'gate');
    const enrol = (public_jwk: unknown) =>
      answerTo('POST', '/api/v1/terminals', { zone: 'hall', name: 'North', public_jwk });
    const { status, body } = await enrol(key.publicJwk);
    expect({ status, body }).toMatchObject({
      status: 201,
      body: { zone: 'hall', name: 'North', state: 'enrolled', audience: checkerAudience },
    });
    expect((await enrol(key.publicJwk)).body['code']).toBe('terminal.exists');
    expect((await enrol((await generateSigningKey('ES256', 'x')).privateJwk)).status).toBe(400);
    expect((await enrol((await generateSigningKey('RS256', 'x')).publicJwk)).status).toBe(400);
    expect((await enrol({ kty: 'EC', crv: 'P-256', x: 'AA', y: 'AA' })).status).toBe(400);
    expect((await answerTo('GET', '/api/v1/terminals')).body['terminals']).toContainEqual(
      expect.objectContaining({ id: body['id'], state: 'enrolled', last_seen_at: null }),
    );
  });

  it('asks for the right to read and the right to write', async () => {
    const reader = await issuer.token({ audience: checkerAudience, scope: 'access.read' });
    const send = (method: string, path: string, token?: string) =>
      fetch(`${checker.url}${path}`, { method, headers: token ? { authorization: `Bearer ${token}` } : {} });
    expect((await send('GET', '/api/v1/zones')).status).toBe(401);
    expect((await send('GET', '/api/v1/zones', reader)).status).toBe(200);
    expect((await send('PUT', '/api/v1/zones/hall/rules', reader)).status).toBe(403);
    expect((await send('POST', '/api/v1/terminals', reader)).status).toBe(403);
  });

  it('every change stands in the audit trail', async () => {
    const { rows } = await database.admin.raw<{ rows: { action: string }[] }>(
      `select distinct action from directory.audit_trail where actor = 'client:operator' order by action`,
    );
    expect(rows.map(({ action }) => action)).toEqual([
      'terminal.enrolled',
      'zone.changed',
      'zone.created',
      'zone.rules_replaced',
    ]);
  });

  it('cannot read what a gate has no use for', async () => {
    const db = database.as('access-checker');
    for (const statement of [
      'select family_name from directory.source_records',
      'select * from directory.person_names',
      'select value from directory.identifiers',
      'select * from identity_provider.accounts',
      'update directory.cards set state = state',
      `update access_checker.passages set decision = true`,
    ]) {
      await expect(db.raw(statement)).rejects.toMatchObject({ cause: { code: '42501' } });
    }
  });
});
