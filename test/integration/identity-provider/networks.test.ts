import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { acrossUniversities, mergePeople, type University } from '@onecampus/directory';
import { uuidv7 } from '@onecampus/runtime';
import { openNetworks } from '../../../services/identity-provider/src/outgoing/open-networks.ts';
import { outgoingCalls } from '../../../services/identity-provider/src/outgoing/outgoing-calls.ts';
import { type FreshDatabase, freshDatabase } from '../../support/databases.ts';
import { arrangePerson, arrangeUniversities } from '../../support/people.ts';
import type { Browser } from './browser.ts';
import { type IdentityProvider, startIdentityProviders } from './identity-provider.ts';
import { signInToOwnPages } from './own-pages.ts';

const password = 'верный пароль 1';

describe('networks of a university', () => {
  let database: FreshDatabase;
  let provider: IdentityProvider;
  let tpu: University;
  let one: Browser;
  let other: Browser;
  let foreign: Browser;
  const personIds: string[] = [];

  beforeAll(async () => {
    database = await freshDatabase();
    const universities = await arrangeUniversities(database.admin);
    tpu = universities.tpu;
    provider = await startIdentityProviders(database, { settings: { CAMPUS_CONSOLE_PASSKEYS: 'no' } });
    const administrator = async (university: University) => {
      const person = await arrangePerson(database.admin, {
        university,
        affiliation: 'staff',
        roles: ['administrator'],
      });
      await provider.api('PUT', `/api/v1/accounts/${person.personId}/password`, 'accounts.write', { password });
      personIds.push(person.personId);
      return (await signInToOwnPages(provider, { login: person.eppn, password })).browser;
    };
    [one, other, foreign] = [await administrator(tpu), await administrator(tpu), await administrator(universities.tsu)];
  });
  afterAll(async () => {
    await provider?.stop();
    await database?.drop();
  });

  const at = (path = '') => `${provider.issuer}/console/tpu/networks${path}`;
  const rows = () => database.admin('identity_provider.outgoing_networks').select('*').orderBy('asked_at');
  const open = () =>
    openNetworks(database.as('identity-provider'), { allowedNetworks: [], loopback: false }, () => Date.now());

  it('are asked for by one administrator and opened by another, of that university alone', async () => {
    expect((await one.post(at(), { network: '10.20.4.0/24', purpose: 'Moodle' })).status).toBe(303);
    const [asked] = await rows();
    expect((await open()(tpu.id)).allowedNetworks).toEqual([]);
    expect((await one.post(at(`/${asked.id}/open`), {})).status).toBe(403);
    for (const path of ['/open', '/close'])
      expect((await foreign.post(at(`/${asked.id}${path}`), {})).status).toBe(404);
    expect((await foreign.get(at())).status).toBe(404);
    expect((await other.get(at())).status).toBe(200);
    expect((await other.post(at(`/${asked.id}/open`), {})).status).toBe(303);
    expect((await other.post(at(`/${asked.id}/open`), {})).status).toBe(404);
    expect((await open()(tpu.id)).allowedNetworks).toEqual(['10.20.4.0/24']);
    expect((await open()(null)).allowedNetworks).toEqual([]);
    expect((await one.post(at(`/${asked.id}/close`), {})).status).toBe(303);
    expect((await open()(tpu.id)).allowedNetworks).toEqual([]);
  });

  it('are not asked for and opened by one human, were it with two accounts that are known as his only afterwards', async () => {
    const ask = async (browser: Browser, network: string) => {
      expect((await browser.post(at(), { network, purpose: 'Moodle' })).status).toBe(303);
      return (await rows()).find((row) => row.network === network)!.id as string;
    };
    const [mine, theirs] = [await ask(one, '10.20.6.0/24'), await ask(other, '10.20.7.0/24')];
    await acrossUniversities(database.as('registrar'), (tx) =>
      mergePeople(tx, [personIds[0]!, personIds[1]!], {
        id: uuidv7(),
        method: 'self',
        reason: 'test',
        decidedBy: [`person:${personIds[0]!}`],
      }),
    );
    expect((await one.post(at(`/${theirs}/open`), {})).status).toBe(403);
    expect((await other.post(at(`/${mine}/open`), {})).status).toBe(403);
    expect((await open()(tpu.id)).allowedNetworks).toEqual([]);
  });

  it.each(['127.0.0.0/8', '169.254.169.254/32', '0.0.0.0/0', '::1/128', 'nonsense'])(
    'never include %s, which the page says in words',
    async (network) => {
      const answer = await one.post(at(), { network, purpose: 'x' });
      expect(answer.status).toBe(422);
      expect(await answer.text()).toContain(network);
    },
  );

  it('refuses the same in the database, whatever the program asks for', async () => {
    for (const network of ['127.0.0.0/8', '169.254.0.0/16', '0.0.0.0/1', '::1/128']) {
      const inserted = database.admin('identity_provider.outgoing_networks').insert({
        id: tpu.id,
        university_id: tpu.id,
        network,
        purpose: 'x',
        asked_by: tpu.id,
      });
      await expect(inserted).rejects.toMatchObject({ code: 'row.refused' });
    }
  });
});

describe('calls to addresses that others named', () => {
  it('go to no private address, by name or number, and read no endless answer', async () => {
    const server = createServer((request, response) => {
      if (request.url === '/long') return void response.end(Buffer.alloc(300 * 1_024));
      if (request.url === '/away') return void response.writeHead(302, { location: '/' }).end();
      response.end('secret');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const closed = outgoingCalls(async () => ({ allowedNetworks: [], loopback: false }));
    const local = outgoingCalls(async () => ({ allowedNetworks: [], loopback: true }));
    try {
      for (const host of ['127.0.0.1', 'localhost', '2130706433', '0x7f.1', '[::ffff:127.0.0.1]', '[::1]', '0.0.0.0'])
        await expect(closed.call(null, `http://${host}:${port}/`)).rejects.toThrow();
      expect(await (await local.call(null, `http://127.0.0.1:${port}/`)).text()).toBe('secret');
      // What is open for us is not open to a stranger's word.
      const campus = outgoingCalls(async () => ({ allowedNetworks: ['127.0.0.0/8'], loopback: false }));
      expect((await campus.call(null, `http://127.0.0.1:${port}/`)).status).toBe(200);
      await expect(campus.callForStranger(`http://127.0.0.1:${port}/`)).rejects.toThrow('not allowed');
      await campus.close();
      expect((await local.call(null, `http://127.0.0.1:${port}/away`)).status).toBe(302);
      await expect(local.call(null, `http://127.0.0.1:${port}/long`)).rejects.toThrow('larger than');
    } finally {
      await closed.close();
      await local.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    }
  });
});
