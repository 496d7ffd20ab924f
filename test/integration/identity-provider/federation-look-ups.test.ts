import { createServer, type Server, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { freePort } from '../../setup/free-port.ts';
import { until } from '../../support/until.ts';
import { openFederation } from './federation-world.ts';

/** Addresses of strangers that take every connection and never say a word. */
describe('look-ups at the word of strangers', () => {
  let world: Awaited<ReturnType<typeof openFederation>>;
  let silent: Server;
  let port: number;
  const connected: Socket[] = [];

  beforeAll(async () => {
    world = await openFederation();
    port = await freePort();
    silent = createServer((socket) => {
      connected.push(socket);
      socket.on('error', () => undefined);
    });
    await new Promise<void>((resolve) => silent.listen(port, '0.0.0.0', resolve));
  });
  afterAll(async () => {
    for (const socket of connected) socket.destroy();
    await new Promise((resolve) => silent.close(resolve));
    await world?.close();
  });

  const ask = (entityId: string) =>
    fetch(world.at(`/auth?${new URLSearchParams({ client_id: entityId, response_type: 'code', scope: 'openid' })}`), {
      redirect: 'manual',
    }).then((response) => response.status);
  /** Of another network each: what somebody with many addresses has. */
  const slow = (n: number, path = '') => `http://127.9.${n}.1:${port}/${path}`;

  it('block nobody whom we have admitted: slow addresses take the places of strangers, and few of one site', async () => {
    const lms = await world.startLms();
    await world.admit(lms.entity.id);
    const ofOneSite = Array.from({ length: 6 }, (_, n) => ask(slow(0, `entity-${n}`)));
    await until('two of one site are asked', () => connected.length === 2);
    const ofMany = Array.from({ length: 30 }, (_, n) => ask(slow(n + 1)));
    await until('strangers have all of their places', () => connected.length === 8);
    // While all of them hang.
    expect(await world.asks(await world.requestOf(lms))).toBe(200);
    expect(connected).toHaveLength(8);
    for (const socket of connected) socket.destroy();
    expect(new Set(await Promise.all([...ofOneSite, ...ofMany]))).toEqual(new Set([400]));
    // What failed a moment ago is not asked again.
    expect(await ask(slow(0, 'entity-0'))).toBe(400);
    expect(connected).toHaveLength(8);
  });

  it('as a resolver are followed once for all who ask at the same time', async () => {
    const lms = await world.startLms();
    await world.admit(lms.entity.id);
    const params = new URLSearchParams({
      sub: lms.entity.id,
      trust_anchor: world.provider.issuer,
      entity_type: 'openid_relying_party',
    });
    const before = lms.entity.asked.get('/.well-known/openid-federation') ?? 0;
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => fetch(world.at(`/federation/resolve?${params}`)).then(({ status }) => status)),
    );
    expect(new Set(answers)).toEqual(new Set([200]));
    expect((lms.entity.asked.get('/.well-known/openid-federation') ?? 0) - before).toBeLessThan(20);
  });
});
