import { randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { type Db, transaction } from '@onecampus/database';
import { plainClient, upsertClient } from '../../../services/identity-provider/src/store/clients.ts';
import { type EndedBecause, endSession } from '../../../services/identity-provider/src/store/session-ends.ts';
import { saveSession } from '../../../services/identity-provider/src/store/sessions.ts';

/** Applications that are told of ended sessions: what each was sent, and how each answers. */
export interface ToldApplications {
  readonly received: { readonly path: string; readonly sid: string; readonly jti: string }[];
  /** Answers of an application, by its path: a status, `hang`, or after so many milliseconds 204. */
  readonly answers: Map<string, number | 'hang' | { readonly after_ms: number }>;
  address(path: string): string;
  close(): Promise<void>;
}

export async function startApplications(): Promise<ToldApplications> {
  const received: { path: string; sid: string; jti: string }[] = [];
  const answers: ToldApplications['answers'] = new Map();
  const server: Server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => {
      body += chunk.toString();
    });
    request.on('end', async () => {
      const token = new URLSearchParams(body).get('logout_token')!;
      const { sid, jti } = JSON.parse(Buffer.from(token.split('.')[1]!, 'base64url').toString()) as {
        sid: string;
        jti: string;
      };
      received.push({ path: request.url!, sid, jti });
      const answer = answers.get(request.url!) ?? 204;
      if (answer === 'hang') return;
      if (typeof answer === 'object') await pause(answer.after_ms);
      response.writeHead(typeof answer === 'object' ? 204 : answer).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    received,
    answers,
    address: (path) => `http://localhost:${(server.address() as AddressInfo).port}${path}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Registers an application that is told at this address; `undefined` for one that cannot be told. */
export async function addApplication(
  db: Db,
  backchannelLogoutUri: string | undefined,
  change: object = {},
): Promise<string> {
  const id = `told-${randomBytes(6).toString('hex')}`;
  await transaction(db, (tx) =>
    upsertClient(
      tx,
      {
        ...plainClient,
        subjectType: 'public',
        subjectDecision: 'test',
        id,
        name: `LMS ${id}`,
        nameRu: `СДО ${id}`,
        secretHash: null,
        tokenEndpointAuthMethod: 'none',
        applicationType: 'web',
        redirectUris: ['https://lms.example/callback'],
        postLogoutRedirectUris: [],
        backchannelLogoutUri: backchannelLogoutUri ?? null,
        grantTypes: ['authorization_code'],
        scope: 'openid',
        firstParty: true,
        metadata: {},
        ...change,
      } as Parameters<typeof upsertClient>[1],
      'test',
    ),
  );
  return id;
}

/** A session of this account at these applications, as the engine would have left it; gives the hash of its cookie and its uid. */
export async function openSession(
  db: Db,
  account: { readonly referenceId: string; readonly epoch?: number },
  clientIds: readonly string[],
  change: { readonly expiresAt?: Date } = {},
): Promise<{ idHash: string; uid: string }> {
  const [idHash, uid] = [randomBytes(32).toString('base64url'), randomBytes(32).toString('base64url')];
  await saveSession(db, {
    idHash,
    uid,
    accountId: account.referenceId,
    epoch: account.epoch ?? 0,
    loginAt: new Date(),
    expiresAt: change.expiresAt ?? new Date(Date.now() + 3_600_000),
    payload: {},
    changedAuthorizations: Object.fromEntries(clientIds.map((id) => [id, { sid: `${uid} ${id}` }])),
    removedClientIds: [],
  });
  return { idHash, uid };
}

export function end(db: Db, idHash: string, because: EndedBecause = 'sign-out') {
  return transaction(db, (tx) => endSession(tx, idHash, because));
}

/** How many deliveries are in each state. */
export async function deliveryStates(db: Db): Promise<Record<string, number>> {
  const { rows } = await db.raw<{ rows: { state: string; n: number }[] }>(
    'select state, count(*)::int as n from identity_provider.logout_deliveries group by state',
  );
  return Object.fromEntries(rows.map(({ state, n }) => [state, n]));
}
