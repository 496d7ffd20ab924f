import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { transaction } from '@onecampus/database';
import { recordChange, type University } from '@onecampus/directory';
import { replayEvents } from '@onecampus/registrar/use-cases/change-event-stream';
import { gatherEvents } from '@onecampus/registrar/use-cases/gather-events';
import { sendEvents } from '@onecampus/registrar/use-cases/send-events';
import { createLocalJWKSet, decodeJwt, jwtVerify } from 'jose';
import request from 'supertest';
import { type FreshDatabase, freshDatabase } from '../../support/databases.ts';
import { type ArrangedPerson, arrangePerson, arrangeUniversities } from '../../support/people.ts';
import { startReceiver } from './event-receiver.ts';
import { type Served, serveRegistrar } from './served.ts';

const patch = 'urn:ietf:params:scim:event:prov:patch:notice';
const create = 'urn:ietf:params:scim:event:prov:create:notice';

interface Told {
  readonly uri: string;
  readonly jti: string;
  readonly events: readonly string[];
}
function readToken(token: string): Told {
  const { jti, sub_id, events } = decodeJwt<{ sub_id: { uri: string }; events: object }>(token);
  return { uri: sub_id.uri, jti: jti!, events: Object.keys(events) };
}

describe('event streams', () => {
  let database: FreshDatabase;
  let registrar: Served;
  let receiver: Awaited<ReturnType<typeof startReceiver>>;
  let tpu: University;
  let tsu: University;
  let authorization: string;
  beforeAll(async () => {
    database = await freshDatabase();
    ({ tpu, tsu } = await arrangeUniversities(database.admin));
    registrar = await serveRegistrar(database);
    receiver = await startReceiver();
    authorization = await registrar.authorization('events.write');
  });
  afterAll(async () => {
    await receiver.close();
    await registrar.close();
    await database.drop();
  });
  beforeEach(async () => {
    receiver.received.length = 0;
    receiver.answerWith(() => ({ status: 202 }));
    await database.admin.raw('update registrar.event_streams set removed_at = now() where removed_at is null');
  });

  const call = (method: 'get' | 'post' | 'patch' | 'delete', path: string, body?: object) => {
    const sent = request(registrar.app)[method](path).set('authorization', authorization);
    return body ? sent.send(body) : sent;
  };
  let labels = 0;
  const subscribe = async (settings: object = {}) => {
    labels += 1;
    const answer = await call('post', '/api/v1/event-streams', {
      label: `stream ${labels}`,
      audience: 'https://library.example',
      ...settings,
    });
    expect(answer.status).toBe(201);
    return answer.body as { id: string; token?: string };
  };
  const push = (university = 'tpu') =>
    subscribe({ university, push: { endpoint: receiver.url, authorization: 'Bearer theirs' } });
  const changed = (person: ArrangedPerson, university: University, topic = 'person.changed' as const) =>
    transaction(database.admin, (tx) =>
      recordChange(tx, { topic, entityId: person.personId, universityId: university.id }),
    );
  /** Other files' transactions in the same cluster hold the feed's line back for a while. */
  const settled = async (): Promise<void> => {
    const { rows } = await database.admin.raw<{ rows: { open: boolean }[] }>(
      `select exists (select from directory.change_feed where tx >= pg_snapshot_xmin(pg_current_snapshot())) as open`,
    );
    if (!rows[0]!.open) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
    return settled();
  };
  const work = async () => {
    await settled();
    await gatherEvents(registrar.context);
    await sendEvents(registrar.context, AbortSignal.timeout(10_000));
  };
  const told = () => receiver.received.map(({ token }) => readToken(token));
  const recordOf = async (person: ArrangedPerson) => {
    const { rows } = await database.admin.raw<{ rows: { id: string }[] }>(
      'select id from directory.source_records where person_id = ?',
      [person.personId],
    );
    return rows[0]!.id;
  };

  it('push signed tokens that say who and what, and no personal value', async () => {
    await push();
    const person = await arrangePerson(database.admin, { university: tpu, familyName: 'Канарейкина' });
    await changed(person, tpu);
    await work();
    expect(receiver.received).toHaveLength(1);
    const { contentType, authorization: theirs, token } = receiver.received[0]!;
    expect([contentType, theirs]).toEqual(['application/secevent+jwt', 'Bearer theirs']);
    const jwks = await request(registrar.app).get('/events/jwks.json');
    const { payload, protectedHeader } = await jwtVerify(token, createLocalJWKSet(jwks.body), {
      issuer: registrar.context.access.audience,
      audience: 'https://library.example',
      typ: 'secevent+jwt',
    });
    expect(protectedHeader.alg).toBe('EdDSA');
    expect(payload['sub_id']).toEqual({ format: 'scim', uri: `/Users/${await recordOf(person)}` });
    expect(Object.keys(payload['events'] as object)).toContain(create);
    const said = JSON.stringify([payload, token]);
    for (const value of ['Канарейкина', person.eppn, person.studentNumber, person.personId])
      expect(said).not.toContain(value);
  });

  it('tell of a change once, and of another university’s people never', async () => {
    await push('tpu');
    const mine = await arrangePerson(database.admin, { university: tpu });
    const other = await arrangePerson(database.admin, { university: tsu });
    for (const [person, university] of [
      [mine, tpu],
      [other, tsu],
      [mine, tpu],
    ] as const)
      await changed(person, university);
    await work();
    await changed(mine, tpu);
    await work();
    await work();
    const uri = `/Users/${await recordOf(mine)}`;
    expect(told().map((one) => one.uri)).toEqual([uri, uri]);
    expect(told()[1]!.events).toEqual([patch]);
  });

  it('try again after a failure, keep the order of one person, and hold up nobody else', async () => {
    const { id } = await push();
    const [stuck, fine] = [
      await arrangePerson(database.admin, { university: tpu }),
      await arrangePerson(database.admin, { university: tpu }),
    ];
    const stuckUri = `/Users/${await recordOf(stuck)}`;
    receiver.answerWith(({ token }) => (readToken(token).uri === stuckUri ? { status: 503 } : { status: 202 }));
    await changed(stuck, tpu);
    await work();
    await changed(stuck, tpu);
    await changed(fine, tpu);
    await work();
    expect(told().filter((one) => one.uri === stuckUri)).toHaveLength(1);
    expect(told().filter((one) => one.uri !== stuckUri)).toHaveLength(1);
    receiver.answerWith(() => ({ status: 202 }));
    await database.admin.raw('update registrar.event_deliveries set due_at = now() where stream_id = ?', [id]);
    await work();
    const ofStuck = told().filter((one) => one.uri === stuckUri);
    expect(ofStuck.map((one) => one.events)).toEqual([
      ['urn:ietf:params:scim:event:feed:add', create],
      ['urn:ietf:params:scim:event:feed:add', create],
      [patch],
    ]);
    expect(ofStuck[0]!.jti).toBe(ofStuck[1]!.jti);
    const log = await call('get', `/api/v1/event-streams/${id}/log`);
    expect(log.body.deliveries.map((one: { state: string }) => one.state)).toEqual([
      'delivered',
      'delivered',
      'delivered',
    ]);
  });

  it('do not repeat what the receiver refused, and show why', async () => {
    const { id } = await push();
    receiver.answerWith(() => ({ status: 400, body: '{"err":"invalid_audience","description":"not mine"}' }));
    await changed(await arrangePerson(database.admin, { university: tpu }), tpu);
    await work();
    await work();
    expect(receiver.received).toHaveLength(1);
    const log = await call('get', `/api/v1/event-streams/${id}/log`);
    expect(log.body.deliveries[0]).toMatchObject({ state: 'refused', lastStatus: 400, lastError: 'invalid_audience' });
  });

  it('send again what happened since a moment, as the same tokens', async () => {
    const since = new Date(Date.now() - 1_000);
    const { id } = await push();
    await changed(await arrangePerson(database.admin, { university: tpu }), tpu);
    await work();
    const again = await call('post', `/api/v1/event-streams/${id}/replay`, { since: since.toISOString() });
    expect(again.body).toEqual({ tokens: 1 });
    const order = { by: 'service:test', streamId: id, since } as const;
    const foreign = replayEvents(registrar.context, { ...order, universityId: tsu.id });
    await expect(foreign).rejects.toMatchObject({ code: 'stream.unknown' });
    expect(await replayEvents(registrar.context, { ...order, universityId: tpu.id })).toEqual({ tokens: 0 });
    await work();
    expect(receiver.received).toHaveLength(2);
    expect(receiver.received[0]!.token).toBe(receiver.received[1]!.token);
  });

  it('tell that an affiliation ended or began by the clock alone', async () => {
    const { id } = await push();
    const person = await arrangePerson(database.admin, { university: tpu });
    await changed(person, tpu);
    await work();
    const window = (from: string, until: string) =>
      database.admin.raw(
        `update directory.affiliations set valid = tstzrange(now() + ?::interval, now() + ?::interval) where person_id = ?`,
        [from, until, person.personId],
      );
    const passClock = () =>
      database.admin.raw(`update registrar.event_streams set clock_seen = now() - interval '1 hour' where id = ?`, [
        id,
      ]);
    await window('-1 year', '-1 minute');
    await passClock();
    await work();
    await window('-1 minute', '1 year');
    await passClock();
    await work();
    const last = told()
      .slice(1)
      .map((one) => one.events);
    expect(last).toEqual([
      ['urn:ietf:params:scim:event:prov:deactivate'],
      ['urn:ietf:params:scim:event:prov:activate'],
    ]);
  });

  it('are fetched with a token of their own, until they are acknowledged', async () => {
    const { id, token } = await subscribe({ university: 'tsu' });
    for (let n = 0; n < 3; n += 1) await changed(await arrangePerson(database.admin, { university: tsu }), tsu);
    await work();
    const poll = (body: object, bearer = token) =>
      request(registrar.app).post(`/events/streams/${id}/poll`).set('authorization', `Bearer ${bearer}`).send(body);
    expect((await poll({}, 'x'.repeat(43))).status).toBe(401);
    const first = await poll({ maxEvents: 2 });
    expect([Object.keys(first.body.sets).length, first.body.moreAvailable]).toEqual([2, true]);
    const again = await poll({ maxEvents: 2 });
    expect(Object.keys(again.body.sets)).toEqual(Object.keys(first.body.sets));
    const rest = await poll({ ack: Object.keys(first.body.sets) });
    expect([Object.keys(rest.body.sets).length, rest.body.moreAvailable]).toEqual([1, false]);
    const done = await poll({ setErrs: { [Object.keys(rest.body.sets)[0]!]: { err: 'invalid_key' } } });
    expect(done.body).toEqual({ sets: {}, moreAvailable: false });
  });

  it('may be paused and ended; a second of one name is refused', async () => {
    const { id } = await push();
    await call('patch', `/api/v1/event-streams/${id}`, { paused: true });
    await changed(await arrangePerson(database.admin, { university: tpu }), tpu);
    await work();
    expect(receiver.received).toHaveLength(0);
    await call('patch', `/api/v1/event-streams/${id}`, { paused: false });
    await work();
    expect(receiver.received).toHaveLength(1);
    const twice = await call('post', '/api/v1/event-streams', {
      university: 'tpu',
      label: `stream ${labels}`,
      audience: 'x',
    });
    expect([twice.status, twice.body.code]).toEqual([409, 'stream.exists']);
    expect((await call('delete', `/api/v1/event-streams/${id}`)).status).toBe(204);
    expect((await call('get', `/api/v1/event-streams/${id}/log`)).status).toBe(404);
  });

  it('lose and double nothing where two instances gather and send at once', async () => {
    await push();
    const people = await Promise.all(
      Array.from({ length: 20 }, () => arrangePerson(database.admin, { university: tpu })),
    );
    const writing = people.map((person) => changed(person, tpu));
    const working = Array.from({ length: 6 }, () => work());
    await Promise.all([...writing, ...working]);
    await work();
    const uris = told().map((one) => one.uri);
    expect(new Set(uris).size).toBe(20);
    expect(uris).toHaveLength(20);
  });
});
