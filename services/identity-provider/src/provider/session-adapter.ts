import type { Db } from '@onecampus/database';
import { hashToken } from '@onecampus/tokens';
import type { Adapter, AdapterPayload } from 'oidc-provider';
import type { LivePicture } from '../picture/live-picture.ts';
import { findPresence, type Presence, type PresenceKey } from '../store/presence.ts';
import { type SessionAuthorization, type SessionToSave, type StoredSession, saveSession } from '../store/sessions.ts';
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
  const asRead = new WeakMap<object, ReadonlyMap<string, string>>();

  const payloadOf = (session: StoredSession, id: string | undefined): AdapterPayload => {
    const { uid, accountId, loginAt, expiresAt, epoch, payload } = session;
    // The engine writes into what it gets, and others are given the same.
    const authorizations = session.authorizations && copyOf(session.authorizations);
    if (authorizations) asRead.set(authorizations, asText(authorizations));
    return {
      ...payload,
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
        const payload = payloadOf(presence.session, id);
        requestMemory()?.sessions.set(idHash, { text: textOf(payload), expiresAt: payload.exp! });
        return payload;
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
        if (known && payload.exp! - known.expiresAt < unwritten_seconds && known.text === textOf(payload)) return;
        requestMemory()?.sessions.delete(idHash);
        const { jti: _, uid, accountId, loginTs, exp, authorizations, epoch, oldId, ...other } = payload;
        const { device, publicComputer, universityId, ...rest } = other as typeof other & Partial<SessionToSave>;
        const entries = (authorizations ?? {}) as Authorizations;
        const before = authorizations ? asRead.get(authorizations) : undefined;
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
            Object.entries(entries).filter(([clientId]) => before?.get(clientId) !== now.get(clientId)),
          ),
          removedClientIds: [...(before?.keys() ?? [])].filter((clientId) => !now.has(clientId)),
        });
        // What is added to a session, or lasts longer, is told to nobody; here it is known.
        picture.forget(`s:${uid!}`);
        if (authorizations) asRead.set(authorizations, now);
      }),
  };
}

function copyOf(entries: Authorizations): Authorizations {
  return Object.fromEntries(Object.entries(entries).map(([clientId, entry]) => [clientId, { ...entry }]));
}

/** The engine asks for the account and the grant next. */
function remember({ account, personId, grant }: Presence): void {
  const memory = requestMemory();
  if (account) memory?.accounts.set(account.referenceId, { account, personId });
  if (grant) memory?.grants.set(grant.id, grant);
}

/** Everything of a session but its end and the moment it was made at, whatever the order in which the engine holds it. */
function textOf({ exp: _, iat: __, ...payload }: AdapterPayload): string {
  return JSON.stringify(sorted(payload));
}

function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, one]) => one !== undefined)
      .toSorted(([one], [other]) => (one < other ? -1 : 1))
      .map(([name, one]) => [name, sorted(one)]),
  );
}

function asText(entries: Authorizations): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(entries).map(([clientId, { sid, grantId, persistsLogout }]) => [
      clientId,
      JSON.stringify([sid, grantId, persistsLogout]),
    ]),
  );
}
