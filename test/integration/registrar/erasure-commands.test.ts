import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { runCampus } from '@onecampus/operator';
import { askErasure } from '@onecampus/registrar/use-cases/ask-erasure';
import { decideDeparture } from '@onecampus/registrar/use-cases/decide-departure';
import { type FreshDatabase, freshDatabase } from '../../support/databases.ts';
import { type ArrangedPerson, arrangePerson, arrangeUniversities } from '../../support/people.ts';
import { type Served, serveRegistrar } from './served.ts';

const other = 'client:another-operator';

describe('campus people erase and campus university leave', () => {
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
    await arrangePerson(database.admin, { university: tpu, familyName: 'Соснова' });
    const token = (await served.authorization('people.read', 'people.erase')).split(' ')[1];
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
    await served?.close();
    await database?.drop();
    await rm(folder, { recursive: true, force: true });
  });

  async function listen(server: Server): Promise<string> {
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  async function campus(...args: string[]): Promise<{ code: number; said: string }> {
    let said = '';
    const listenTo = (stream: typeof process.stdout | typeof process.stderr) =>
      jest.spyOn(stream, 'write').mockImplementation((text) => {
        said += String(text);
        return true;
      });
    const spies = [listenTo(process.stdout), listenTo(process.stderr)];
    try {
      const code = await runCampus(args, { CAMPUS_OPERATOR_FILE: path.join(folder, 'operator.json') });
      return { code, said };
    } finally {
      for (const spy of spies) spy.mockRestore();
    }
  }

  it('ask, are refused to agree with themselves, agree with another, and print the act', async () => {
    const asked = await campus('people', 'erase', 'elkina@tpu.ru');
    expect(asked).toMatchObject({ code: 0, said: expect.stringContaining('tpu') });
    const listed = JSON.parse((await campus('--output', 'json', 'people', 'erasures', '--state', 'asked')).said);
    const own = listed.erasures[0].id as string;
    expect((await campus('people', 'decide-erasure', own, '--erase')).code).toBe(6);
    expect((await campus('people', 'decide-erasure', own)).code).toBe(2);
    expect((await campus('people', 'decide-erasure', own, '--withdraw')).code).toBe(0);
    const [theirs] = await askErasure(served.context, { by: other, personId: anna.personId, basis: 'order' });
    const done = await campus('people', 'decide-erasure', theirs!.id, '--erase');
    expect(done).toMatchObject({ code: 0, said: expect.stringContaining('nothing of the person is left') });
    const act = await campus('people', 'act', theirs!.id);
    expect(act.said).toMatch(/Act of destruction of personal data|Акт об уничтожении персональных данных/);
    expect(act.said).toContain(anna.referenceId);
    expect((await campus('people', 'history', anna.personId)).code).toBe(4);
  });

  it('take everything of a university along and let it go', async () => {
    const file = path.join(folder, 'tpu.ndjson');
    expect((await campus('university', 'export', 'tpu', '--file', file)).code).toBe(0);
    const lines = (await readFile(file, 'utf8')).trimEnd().split('\n');
    expect(lines[0]).toContain('"onecampus-university-export/1"');
    expect(JSON.parse(lines.at(-1)!)).toMatchObject({ type: 'seal', counts: { record: 1 } });
    const at = new Date(Date.now() - 1_000).toISOString();
    expect((await campus('university', 'announce-leave', 'tpu', '--at', at)).code).toBe(0);
    expect((await campus('university', 'leave', 'tpu', '--confirm', 'tpu')).code).toBe(3);
    await decideDeparture(served.context, { by: other, university: 'tpu', decision: 'agree' });
    expect((await campus('university', 'leave', 'tpu', '--confirm', 'tsu')).code).toBe(2);
    const gone = await campus('university', 'leave', 'tpu', '--confirm', 'tpu');
    expect(gone).toMatchObject({ code: 0, said: expect.stringMatching(/finished at .*\n.*/) });
    expect((await campus('university', 'leave', 'tpu', '--confirm', 'tpu')).code).toBe(0);
  });
});
