import type { Db } from '@onecampus/database';
import { hashToken } from '@onecampus/tokens';
import type { Adapter, AdapterPayload } from 'oidc-provider';
import type { LivePicture } from '../picture/live-picture.ts';
import { findPresence, type Presence, type PresenceKey } from '../store/presence.ts';
import { type SessionAuthorization, type SessionToSave, type StoredSession, saveSession } from '../store/sessions.ts';
import { copyOfData, isSameData } from './plain-data.ts';
import { stored } from './protocol-error.ts';
import { clientInHand, requestMemory } from './request-memory.ts';
import { unsupported } from './unsupported.ts';

type Authorizations = Record<string, SessionAuthorization>;

/** A session that only moved its end by less than this is not written: the row ends that much before the cookie at most. */
const unwritten_seconds = 5 * 60;

/**
 * Sessions in Postgres. The engine saves a session as one document; here each application's entry is a row of its own,
 * and only the entries that a request made or changed are written. Two tabs that sign in at the same moment therefore
 * never overwrite each other (with a document the later save would erase the earlier tab's entry). How a session ends, and
 * how it goes on under another cookie value, is in extensions/session-ends.ts.
 */
export function sessionAdapter(db: Db, picture: LivePicture): Adapter {
  // What the entries were when a session was read; the engine keeps the same object until it saves.
  const asRead = new WeakMap<object, Authorizations>();

  const payloadOf = (session: StoredSession, id: string | undefined): AdapterPayload => {
    const { uid, accountId, loginAt, expiresAt, epoch, payload } = session;
    // The engine writes into what it gets, and others are given the same.
    const authorizations = session.authorizations && copyOfData(session.authorizations);
    if (authorizations && session.authorizations) asRead.set(authorizations, session.authorizations);
    return {
      ...copyOfData(payload),
      kind: 'Session',
      uid,
      exp: Math.floor(expiresAt.getTime() / 1000),
      ...(id === undefined ? {} : { jti: id }),
      ...(accountId === null ? {} : { accountId, epoch }),
      ...(loginAt === null ? {} : { loginTs: Math.floor(loginAt.getTime() / 1000) }),
      ...(authorizations === null ? {} : { authorizations }),
    } as AdapterPayload;
  };

  const look = async (key: PresenceKey): Promise<Presence | undefined> => {
    const clientId = clientInHand();
    const known = picture.presence(key, clientId);
    if (known) return known;
    const reading = picture.begin();
    const presence = await findPresence(db, key, clientId);
    if (presence) picture.keepPresence(reading, key, presence);
    return presence;
  };

  return {
    ...unsupported,
    find: (id) =>
      stored(async () => {
        const idHash = hashToken(id);
        const presence = await look({ idHash });
        if (!presence) return undefined;
        remember(presence);
        requestMemory()?.sessions.set(idHash, presence.session);
        return payloadOf(presence.session, id);
      }),
    // Only ever read: the cookie's value cannot be told from the uid, and nothing is saved under a session found this way.
    findByUid: (uid) =>
      stored(async () => {
        const presence = await look({ uid });
        if (!presence) return undefined;
        remember(presence);
        return payloadOf(presence.session, undefined);
      }),
    upsert: (id, payload) =>
      stored(async () => {
        const idHash = hashToken(id);
        const known = requestMemory()?.sessions.get(idHash);
        if (known && isAsRead(payload, payloadOf(known, id))) return;
        requestMemory()?.sessions.delete(idHash);
        const { jti: _, uid, accountId, loginTs, exp, authorizations, epoch, oldId, ...other } = payload;
        const { device, publicComputer, universityId, ...rest } = other as typeof other & Partial<SessionToSave>;
        const entries = (authorizations ?? {}) as Authorizations;
        const before = asText((authorizations && asRead.get(authorizations)) ?? {});
        const now = asText(entries);
        await saveSession(db, {
          idHash,
          uid: uid!,
          accountId: accountId ?? null,
          loginAt: loginTs === undefined ? null : new Date(loginTs * 1000),
          expiresAt: new Date(exp! * 1000),
          epoch: epoch as number | undefined,
          replaces: typeof oldId === 'string' ? hashToken(oldId) : undefined,
          device,
          publicComputer,
          universityId,
          payload: rest,
          changedAuthorizations: Object.fromEntries(
            Object.entries(entries).filter(([clientId]) => before.get(clientId) !== now.get(clientId)),
          ),
          removedClientIds: [...before.keys()].filter((clientId) => !now.has(clientId)),
        });
        // What is added to a session, or lasts longer, is told to nobody; here it is known.
        picture.forget(`s:${uid!}`);
        if (authorizations) asRead.set(authorizations, copyOfData(entries));
      }),
  };
}

/** The engine asks for the account and the grant next. */
function remember({ account, personId, grant }: Presence): void {
  const memory = requestMemory();
  if (account) memory?.accounts.set(account.referenceId, { account, personId });
  if (grant) memory?.grants.set(grant.id, grant);
}

/** Whether a session is what it was, but for an end that hardly moved. */
function isAsRead(payload: AdapterPayload, read: AdapterPayload): boolean {
  const moved_seconds = payload.exp! - read.exp!;
  if (moved_seconds < 0 || moved_seconds >= unwritten_seconds) return false;
  const apart = { exp: undefined, iat: undefined };
  return isSameData({ ...payload, ...apart }, { ...read, ...apart });
}

function asText(entries: Authorizations): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(entries).map(([clientId, { sid, grantId, persistsLogout }]) => [
      clientId,
      JSON.stringify([sid, grantId, persistsLogout]),
    ]),
  );
}
