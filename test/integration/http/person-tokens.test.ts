import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { buildApp as buildDesk } from '@onecampus/card-issuer/app';
import { allScopes } from '@onecampus/tokens';
import request from 'supertest';
import { type FreshDatabase, freshDatabase } from '../../support/databases.ts';
import { checkerAudience, startChecker, startIssuer as startCheckerIssuer } from '../access-checker/checker.ts';
import { openTestContext, startIssuer as startDeskIssuer } from '../card-issuer/desk.ts';
import { serveRegistrar } from '../registrar/served.ts';

interface Api {
  readonly server: Parameters<typeof request>[0];
  /** A token with every scope: the program's own, or of a person who has signed in to it. */
  readonly token: (of: 'program' | 'person') => Promise<string>;
}

type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

const apis = ['registrar', 'card-issuer', 'access-checker'] as const;
const person = 'a-person-by-his-reference';
/** Opened by a secret of the stream's own and by no access token. */
const byOwnSecret = ['/events/streams/{id}/poll'];

/**
 * A scope is what the operator gave to an application. Were it good for whoever signs in there, every student would have it:
 * so each API of ours is closed to a token that names a person, at every one of its routes.
 */
describe('an access token that names a person', () => {
  let database: FreshDatabase;
  const closing: (() => Promise<void>)[] = [];
  const known = {} as Record<(typeof apis)[number], Api>;

  beforeAll(async () => {
    database = await freshDatabase();
    const registrar = await serveRegistrar(database);
    closing.push(registrar.close);
    known.registrar = {
      server: registrar.app as never,
      token: (of) => registrar.authorizationOf(of === 'program' ? 'sis' : person, ...allScopes),
    };
    const deskIssuer = await startDeskIssuer();
    const desk = openTestContext(database, deskIssuer.url);
    closing.push(desk.close, deskIssuer.close);
    known['card-issuer'] = {
      server: buildDesk(desk) as never,
      token: async (of) =>
        `Bearer ${await deskIssuer.token({ scope: [...allScopes], ...(of === 'program' ? {} : { sub: person }) })}`,
    };
    const issuer = await startCheckerIssuer();
    const checker = await startChecker(database, issuer);
    closing.push(checker.stop, issuer.close);
    known['access-checker'] = {
      server: checker.url as never,
      token: async (of) =>
        `Bearer ${await issuer.token({
          audience: checkerAudience,
          scope: allScopes.join(' '),
          ...(of === 'program' ? {} : { sub: person }),
        })}`,
    };
  });
  afterAll(async () => {
    for (const close of closing) await close();
    await database?.drop();
  });

  const status = async ({ server }: Api, method: Method, path: string, authorization?: string) => {
    const sent = request(server)[method](path.replace(/\{\w+\}/g, '00000000-0000-7000-8000-000000000000'));
    return (await (authorization === undefined ? sent : sent.set('Authorization', authorization))).status;
  };

  it.each(apis)('opens no route of the %s', async (name) => {
    const api = known[name];
    const { paths } = (await request(api.server).get('/openapi.json')).body as { paths: Record<string, object> };
    const closed: string[] = [];
    for (const [path, methods] of Object.entries(paths)) {
      for (const method of Object.keys(methods) as Method[]) {
        // Whatever asks anybody for a token of the identity provider lets the program past that question.
        const [nobody, program] = [
          await status(api, method, path),
          await status(api, method, path, await api.token('program')),
        ];
        if (nobody !== 401 || program === 401 || byOwnSecret.includes(path)) continue;
        expect([method, path, program === 403]).toEqual([method, path, false]);
        expect([method, path, await status(api, method, path, await api.token('person'))]).toEqual([method, path, 403]);
        closed.push(path);
      }
    }
    expect(closed.length).toBeGreaterThanOrEqual(name === 'registrar' ? 40 : 7);
  });

  it('asks the access checker for no decision', async () => {
    const { server, token } = known['access-checker'];
    const ask = async (of: 'program' | 'person') =>
      (
        await request(server)
          .post('/access/v1/evaluation')
          .set('Authorization', await token(of))
          .send({
            subject: { type: 'credential', id: '1' },
            action: { name: 'enter' },
            resource: { type: 'zone', id: 'z' },
          })
      ).status;
    expect([await ask('program'), await ask('person')]).toEqual([200, 403]);
  });
});
