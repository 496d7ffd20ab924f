import { describe, expect, it } from '@jest/globals';
import { connect } from '@onecampus/database';
import { errorCodes, kindOf } from '@onecampus/errors';
import { statusOf } from '@onecampus/http';
import request from 'supertest';
import { canary, trialApp } from './trial-app.ts';

const onePerKind = [...new Map(Object.keys(errorCodes).map((code) => [kindOf(code as never), code])).values()];

describe('how errors become answers', () => {
  it.each(onePerKind)('a problem document for a program: %s', async (code) => {
    const status = statusOf(kindOf(code as never));
    const answer = await request(trialApp().app).get(`/api/v1/refusals/${code}`).expect(status);
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
    const problem = JSON.parse(answer.text) as Record<string, unknown>;
    expect(problem).toMatchObject({
      type: `urn:onecampus:error:${code}`,
      status,
      code,
      instance: `urn:onecampus:request:${answer.headers['x-request-id']}`,
    });
    const told = kindOf(code as never) === 'internal' ? undefined : 'What happened.';
    expect([problem['detail'], problem['hint']]).toEqual([told, told && 'a detail']);
    expect(answer.headers['retry-after']).toBe(status === 503 ? '2' : undefined);
  });

  it('says nothing of a surprise outside and everything in the log', async () => {
    const trial = trialApp();
    const answer = await request(trial.app).get('/api/v1/surprise').expect(500);
    expect(JSON.parse(answer.text)).toEqual({
      type: 'urn:onecampus:error:unexpected',
      title: 'Internal error',
      status: 500,
      code: 'unexpected',
      instance: `urn:onecampus:request:${answer.headers['x-request-id']}`,
    });
    const logged = trial.lines().find((line) => line['msg'] === 'request failed');
    expect(logged).toMatchObject({ errorCode: 'unexpected', requestId: answer.headers['x-request-id'] });
    expect(JSON.stringify(logged)).toContain(`cannot read ${canary}`);
    expect(JSON.stringify(logged)).toContain(`because of ${canary}-cause`);
    expect(JSON.stringify(logged)).toContain('trial-app.ts');
  });

  it('says in the log nothing of what stood in the query', async () => {
    const trial = trialApp({ hold: () => Promise.reject(new TypeError(`no such thing: ${canary}`)) });
    await request(trial.app).get(`/api/v1/slow?q=${canary}`).expect(500);
    expect(trial.logText()).toContain('no such thing');
    expect(trial.logText()).not.toContain(canary);
  });

  it('shows a person a page that says as little', async () => {
    const answer = await request(trialApp().app).get('/page/surprise').set('Accept', 'text/html').expect(500);
    expect(answer.headers['content-type']).toMatch(/^text\/html/);
    expect(answer.text).toContain(answer.headers['x-request-id']);
    expect(answer.text).not.toMatch(/canary|TypeError|trial-app/);
  });

  it('names the code of a refusal in the log', async () => {
    const trial = trialApp();
    await request(trial.app).get('/api/v1/refusals/card.already_live').expect(409);
    expect(trial.lines()).toContainEqual(
      expect.objectContaining({ msg: 'request refused', errorCode: 'card.already_live' }),
    );
  });

  it('keeps the names of constraints to the log', async () => {
    const db = connect({ url: process.env['TEST_ADMIN_URL']!, applicationName: 'under-test' });
    const error = await db.raw(`do $$ begin raise unique_violation using constraint = 'inner_name'; end $$`).then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    await db.destroy();
    const trial = trialApp({ ready: async () => {}, hold: () => Promise.reject(error) });
    const answer = await request(trial.app).get('/api/v1/slow').expect(409);
    expect(answer.text).not.toContain('inner_name');
  });

  it.each(['/api/v1/database', '/readyz'])(
    'a database that is away is 503 with Retry-After, never 401 or 404: %s',
    async (path) => {
      const db = connect({ url: 'postgres://nobody@127.0.0.1:1/none', applicationName: 'under-test' });
      const trial = trialApp({ db, ready: async () => void (await db.raw('select 1')) });
      const answer = await request(trial.app).get(path).expect(503);
      expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
      expect(answer.text).not.toContain('127.0.0.1');
      await db.destroy();
    },
  );

  it('is ready where the service can work, not ready while it cannot or drains, and live throughout', async () => {
    await request(trialApp().app).get('/readyz').expect(200, { status: 'ready' });
    await request(trialApp({ ready: () => Promise.reject(new Error(canary)) }).app)
      .get('/readyz')
      .expect(503, { status: 'not ready' });
    await request(trialApp({ draining: () => true }).app)
      .get('/readyz')
      .expect(503, { status: 'draining' });
    await request(trialApp({ draining: () => true }).app)
      .get('/livez')
      .expect(200);
  });
});
