import type { University } from '@onecampus/directory';
import { issueToken } from '@onecampus/registrar/use-cases/scim/issue-token';
import request, { type Response } from 'supertest';
import { type FreshDatabase, freshDatabase } from '../../support/databases.ts';
import { arrangeUniversities } from '../../support/people.ts';
import { type Served, serveRegistrar } from './served.ts';

export const userUrn = 'urn:ietf:params:scim:schemas:core:2.0:User';
export const groupUrn = 'urn:ietf:params:scim:schemas:core:2.0:Group';
export const enterpriseUrn = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
export const campusUrn = 'urn:onecampus:params:scim:schemas:1.0:User';
export const affiliationUrn = 'urn:onecampus:params:scim:schemas:1.0:Affiliation';
export const patchUrn = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';

export interface Scim {
  readonly database: FreshDatabase;
  readonly served: Served;
  readonly tsu: University;
  readonly tpu: University;
  /** A bearer token of tsu's, and one of tpu's. */
  readonly token: string;
  readonly foreignToken: string;
  /** One request as tsu's client, under /scim/v2/tsu. */
  call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Response>;
  /** One request as tpu's client, under /scim/v2/tpu. */
  foreign(method: string, path: string, body?: unknown): Promise<Response>;
  patch(path: string, ...operations: object[]): Promise<Response>;
  close(): Promise<void>;
}

export async function openScim(settings: Record<string, string> = {}): Promise<Scim> {
  const database = await freshDatabase();
  const served = await serveRegistrar(database, settings);
  const { tsu, tpu } = await arrangeUniversities(database.admin);
  const issue = (university: string) =>
    issueToken(served.context, { by: 'service:test', university, name: 'test', lifetimeDays: 1 });
  const { token } = await issue('tsu');
  const { token: foreignToken } = await issue('tpu');
  const callAs = async (
    university: string,
    bearer: string,
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Response> => {
    const base = request(served.app)[method.toLowerCase() as 'get'](`/scim/v2/${university}${path}`);
    const asked = base.set({ authorization: `Bearer ${bearer}`, ...headers });
    if (body === undefined) return asked;
    const typed = 'content-type' in headers ? asked : asked.set('content-type', 'application/scim+json');
    return typed.send(typeof body === 'string' ? body : JSON.stringify(body));
  };
  const call: Scim['call'] = (...asked) => callAs('tsu', token, ...asked);
  return {
    database,
    served,
    tsu,
    tpu,
    token,
    foreignToken,
    call,
    foreign: (...asked) => callAs('tpu', foreignToken, ...asked),
    patch: (path, ...Operations) => call('PATCH', path, { schemas: [patchUrn], Operations }),
    close: async () => {
      await served.close();
      await database.drop();
    },
  };
}

/** A User as an identity system sends one. */
export function user(userName: string, more: object = {}): Record<string, unknown> {
  return {
    schemas: [userUrn],
    userName,
    name: { familyName: 'Ёлкина', givenName: 'Анна', middleName: 'Петровна' },
    active: true,
    emails: [{ value: `${userName}@tsu.ru`, type: 'work', primary: true }],
    userType: 'студент',
    ...more,
  };
}
