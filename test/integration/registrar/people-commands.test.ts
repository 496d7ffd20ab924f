import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { runCampus } from '@onecampus/operator';
import { disputeFact } from '@onecampus/registrar/use-cases/dispute-fact';
import { indexNames } from '@onecampus/registrar/use-cases/index-names';
import { type FreshDatabase, freshDatabase } from '../../support/databases.ts';
import { type ArrangedPerson, arrangePerson, arrangeUniversities } from '../../support/people.ts';
import { type Served, serveRegistrar } from './served.ts';

/** The operator's commands against the registrar, with somebody who gives out tokens as the identity provider does. */
describe('campus people, groups, entitlements and agreements', () => {
  let database: FreshDatabase;
  let served: Served;
  let folder: string;
  let anna: ArrangedPerson;
  const servers: Server[] = [];

  beforeAll(async () => {
    database = await freshDatabase();
    served = await serveRegistrar(database);
    const { tpu } = await arrangeUniversities(database.admin);
    anna = await arrangePerson(database.admin, { university: tpu, familyName: 'Ёлкина', login: 'elkina' });
    await indexNames(served.context);
    const token = (await served.authorization('people.read', 'people.write', 'agreements.write')).split(' ')[1];
    const tokens = await listen(
      createServer((_request, response) =>
        response
          .writeHead(200, { 'content-type': 'application/json' })
          .end(JSON.stringify({ access_token: token, expires_in: 300 })),
      ),
    );
    const registrar = await listen(createServer(served.app as never));
    folder = await mkdtemp(path.join(tmpdir(), 'onecampus-operator-'));
    const services = { 'identity-provider': tokens, registrar, 'card-issuer': tokens, 'access-checker': tokens };
    await writeFile(
      path.join(folder, 'operator.json'),
      JSON.stringify({ issuer: tokens, clientId: 'operator', clientSecret: 'secret', services }),
    );
  });
  afterAll(async () => {
    for (const server of servers) {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    }
    await served.close();
    await database.drop();
    await rm(folder, { recursive: true, force: true });
  });

  async function listen(server: Server): Promise<string> {
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  async function campus(...args: string[]): Promise<{ code: number; said: string }> {
    let said = '';
    const write = jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
      said += String(text);
      return true;
    });
    try {
      const code = await runCampus(args, { CAMPUS_OPERATOR_FILE: path.join(folder, 'operator.json') });
      return { code, said };
    } finally {
      write.mockRestore();
    }
  }
  const json = async (...args: string[]) => {
    const { code, said } = await campus('--output', 'json', ...args);
    expect(code).toBe(0);
    return JSON.parse(said);
  };

  it('find a person by two words and show him as he was, as it was known', async () => {
    const found = await campus('people', 'search', 'Anna', 'elkina', '--university', 'tpu');
    expect(found).toMatchObject({ code: 0, said: expect.stringContaining('Ёлкина Анна') });
    expect(found.said).toContain(anna.personId);
    const shown = await campus('people', 'show', anna.eppn, '--university', 'tpu');
    expect(shown.said).toContain('urn:schac:personalUniqueCode:int:esi:tpu.ru:');
    const before = await json('people', 'show', anna.personId, '--university', 'tpu', '--valid-at', '2020-03-03');
    expect(before.asKnown).toEqual([]);
    expect((await campus('people', 'show', anna.personId, '--university', 'tsu')).code).toBe(4);
  });

  it('keep a group, grant it something, and take it back', async () => {
    const { id } = await json('groups', 'create', 'Кружок', '--university', 'tpu');
    expect(await json('groups', 'add', id, anna.eppn, '--university', 'tpu')).toMatchObject({ added: [anna.personId] });
    expect((await campus('groups', 'show', id, '--university', 'tpu')).said).toContain('Ёлкина');
    const uri = 'urn:mace:tpu.ru:club';
    await json('entitlements', 'define', uri, '--label-en', 'Club', '--university', 'tpu');
    const grant = await json(
      'entitlements',
      'grant',
      uri,
      '--group',
      id,
      '--valid-until',
      '2099-08-31',
      '--university',
      'tpu',
    );
    expect((await campus('people', 'show', anna.eppn, '--university', 'tpu')).said).toContain(uri);
    expect((await campus('entitlements', 'grant', uri, '--university', 'tpu')).code).toBe(2);
    await json('entitlements', 'withdraw', grant.id, '--university', 'tpu');
    expect((await campus('people', 'show', anna.eppn, '--university', 'tpu')).said).not.toContain(uri);
    await json('groups', 'remove', id, anna.eppn, '--university', 'tpu');
    await json('groups', 'rename', id, 'Секция', '--university', 'tpu');
    expect((await campus('groups', 'list', '--university', 'tpu')).said).toMatch(/Секция\s+manual\s+0/);
    await json('groups', 'delete', id, '--university', 'tpu');
  });

  it('enter an agreement and end it', async () => {
    const parties = ['--party', 'tpu', '--party', 'tsu'];
    await json('agreements', 'make', '№ 1', ...parties, '--title-en', 'Libraries', '--valid-from', '2026-01-01');
    expect((await campus('agreements', 'list')).said).toMatch(
      /№ 1\s+Libraries\s+tpu, tsu\s+2026-01-01T00:00:00.000Z\s+open/,
    );
    expect((await json('agreements', 'end', '№ 1')).validUntil).not.toBeNull();
  });

  it('answers what people dispute, once', async () => {
    const { rows } = await database.admin.raw<{ rows: { id: string }[] }>(
      'select id from directory.source_records where source_key = ?',
      [anna.studentNumber],
    );
    const { id } = await disputeFact(served.context, {
      personId: anna.personId,
      fact: 'name',
      factId: rows[0]!.id,
      said: 'Ёлкина через Е',
    });
    const listed = await campus('disputes', 'list', 'tpu', '--output', 'json');
    expect(JSON.parse(listed.said).disputes).toMatchObject([{ id, said: 'Ёлкина через Е', state: 'open' }]);
    const answer = [
      'disputes',
      'answer',
      id,
      '--university',
      'tpu',
      '--outcome',
      'rejected',
      '--text',
      'Так в паспорте.',
    ];
    expect(await campus(...answer)).toMatchObject({ code: 0, said: expect.stringContaining('rejected') });
    expect((await campus(...answer)).code).toBe(3);
    expect((await campus('disputes', 'list', 'tpu')).said).toBe('None.\n');
    expect((await campus('disputes', 'list', 'tpu', '--answered')).said).toContain('Ёлкина');
    expect((await campus('disputes', 'answer', id, '--university', 'tsu', '--outcome', 'x', '--text', 'y')).code).toBe(
      2,
    );
  });
});
