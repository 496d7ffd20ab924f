import type { Db } from '@onecampus/database';
import { hashToken } from '@onecampus/tokens';
import type { Adapter, AdapterPayload } from 'oidc-provider';
import {
  endSession,
  findSession,
  findSessionByUid,
  type SessionAuthorization,
  type StoredSession,
  saveSession,
} from '../store/sessions.ts';
import { stored } from './protocol-error.ts';
import { unsupported } from './unsupported.ts';

type Authorizations = Record<string, SessionAuthorization>;

/**
 * Sessions in Postgres. The engine saves a session as one document; here each application's entry is a row of its own,
 * and only the entries that a request made or changed are written. Two tabs that sign in at the same moment therefore
 * never overwrite each other (with a document the later save would erase the earlier tab's entry).
 */
export function sessionAdapter(db: Db): Adapter {
  // What the entries were when a session was read; the engine keeps the same object until it saves.
  const asRead = new WeakMap<object, ReadonlyMap<string, string>>();

  const payloadOf = (session: StoredSession, id: string | undefined): AdapterPayload => {
    const { uid, accountId, loginAt, expiresAt, payload, authorizations } = session;
    if (authorizations) asRead.set(authorizations, asText(authorizations));
    return {
      ...payload,
      kind: 'Session',
      uid,
      exp: Math.floor(expiresAt.getTime() / 1000),
      ...(id === undefined ? {} : { jti: id }),
      ...(accountId === null ? {} : { accountId }),
      ...(loginAt === null ? {} : { loginTs: Math.floor(loginAt.getTime() / 1000) }),
      ...(authorizations === null ? {} : { authorizations }),
    } as AdapterPayload;
  };

  return {
    ...unsupported,
    find: (id) =>
      stored(async () => {
        const session = await findSession(db, hashToken(id));
        return session && payloadOf(session, id);
      }),
    // Only ever read: the cookie's value cannot be told from the uid, and nothing is saved under a session found this way.
    findByUid: (uid) =>
      stored(async () => {
        const session = await findSessionByUid(db, uid);
        return session && payloadOf(session, undefined);
      }),
    upsert: (id, payload) =>
      stored(async () => {
        const { jti: _, uid, accountId, loginTs, exp, authorizations, ...rest } = payload;
        const entries = (authorizations ?? {}) as Authorizations;
        const before = authorizations ? asRead.get(authorizations) : undefined;
        const now = asText(entries);
        await saveSession(db, {
          idHash: hashToken(id),
          uid: uid!,
          accountId: accountId ?? null,
          loginAt: loginTs === undefined ? null : new Date(loginTs * 1000),
          expiresAt: new Date(exp! * 1000),
          payload: rest,
          changedAuthorizations: Object.fromEntries(
            Object.entries(entries).filter(([clientId]) => before?.get(clientId) !== now.get(clientId)),
          ),
          removedClientIds: [...(before?.keys() ?? [])].filter((clientId) => !now.has(clientId)),
        });
        if (authorizations) asRead.set(authorizations, now);
      }),
    destroy: (id) => stored(() => endSession(db, hashToken(id))),
  };
}

function asText(entries: Authorizations): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(entries).map(([clientId, { sid, grantId, persistsLogout }]) => [
      clientId,
      JSON.stringify([sid, grantId, persistsLogout]),
    ]),
  );
}
