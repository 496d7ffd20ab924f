import { expect } from '@jest/globals';
import { buildApp } from '@onecampus/card-issuer/app';
import request from 'supertest';
import { freshDatabase } from '../../support/databases.ts';
import { type ArrangedPerson, arrangePerson, arrangeUniversities } from '../../support/people.ts';
import { openTestContext, startIssuer } from './desk.ts';

export type CardOffice = Awaited<ReturnType<typeof openCardOffice>>;

/** The card issuer's API on a database of its own, two universities, and a program that may do everything. */
export async function openCardOffice() {
  const database = await freshDatabase();
  const issuer = await startIssuer();
  const context = openTestContext(database, issuer.url);
  const app = buildApp(context);
  const token = await issuer.token();
  const { tpu, tsu } = await arrangeUniversities(database.admin);
  const student = (): Promise<ArrangedPerson> => arrangePerson(database.admin, { university: tpu });
  const post = (path: string, body: object = {}, headers: Record<string, string> = {}) =>
    request(app)
      .post(path)
      .set({ authorization: `Bearer ${token}`, ...headers })
      .send(body);
  return {
    database,
    issuer,
    context,
    app,
    token,
    tpu,
    tsu,
    student,
    post,
    get: (path: string) => request(app).get(path).set('authorization', `Bearer ${token}`),
    issued: async (personId?: string) => {
      const answer = await post('/api/v1/cards', { personId: personId ?? (await student()).personId });
      expect(answer.status).toBe(201);
      return answer.body as { id: string; number: string; personId: string; version: number };
    },
    rowsOf: async <Row>(sql: string, ...values: string[]) =>
      (await database.admin.raw<{ rows: Row[] }>(sql, values)).rows,
    close: async () => {
      await context.close();
      await issuer.close();
      await database.drop();
    },
  };
}
