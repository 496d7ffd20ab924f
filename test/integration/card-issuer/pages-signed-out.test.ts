import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { buildApp } from '@onecampus/card-issuer/app';
import type { Context } from '@onecampus/card-issuer/context';
import request from 'supertest';
import { type FreshDatabase, freshDatabase } from '../../support/databases.ts';
import { openTestContext } from './desk.ts';

describe('who is not signed in', () => {
  let database: FreshDatabase;
  let context: Context;
  let app: ReturnType<typeof buildApp>;
  beforeAll(async () => {
    database = await freshDatabase();
    context = openTestContext(database, 'http://issuer.test');
    app = buildApp(context);
  });
  afterAll(async () => {
    await context.close();
    await database.drop();
  });

  it.each([
    ['get', '/', '/'],
    ['get', '/my', '/my'],
    ['get', `/readers/0190a000-0000-7000-8000-000000000000`, '/readers/0190a000-0000-7000-8000-000000000000'],
    ['post', '/readers/find', '/'],
    ['post', '/my/lost', '/'],
  ] as const)('is sent to sign in from %s %s and then back', async (method, path, back) => {
    const answer = await request(app)[method](path);
    expect([answer.status, answer.headers['location']]).toEqual([303, `/sign-in?to=${encodeURIComponent(back)}`]);
  });

  it('cannot send a form from another site', async () => {
    const answer = await request(app)
      .post('/my/lost')
      .set('sec-fetch-site', 'cross-site')
      .type('form')
      .send({ card: '1' });
    expect(answer.status).toBe(403);
  });

  it('is told that the identity provider cannot be reached, where it cannot', async () => {
    const answer = await request(app).get('/sign-in').set('accept', 'text/html');
    expect([answer.status, answer.headers['retry-after']]).toEqual([503, '3']);
  });
});
