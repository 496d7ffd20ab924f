import type { Db } from '@onecampus/database';
import { type Ephemeral, key } from '@onecampus/ephemeral';
import { clock_skew_seconds } from '@onecampus/runtime';
import { hashToken } from '@onecampus/tokens';
import { type Adapter, type AdapterPayload, errors } from 'oidc-provider';
import { deleteGrant } from '../store/grants.ts';
import { stored } from './protocol-error.ts';
import { requestMemory } from './request-memory.ts';
import { unsupported } from './unsupported.ts';

/** Kinds whose second use would be an attack; the rest may be read as often as they live. */
export type ShortLivedKind =
  | 'AuthorizationCode'
  | 'Interaction'
  | 'PushedAuthorizationRequest'
  | 'DeviceCode'
  | 'ReplayDetection';

/** How long it is remembered that a record was used: longer than any such record lives. */
const consumed_life_seconds = 3_600;
/** What was used once is remembered for as long as the instance whose clock is furthest behind would take it again. */
const replay_margin_seconds = 2 * clock_skew_seconds;
/**
 * A pushed request is used where the person has signed in, which may be long after it was shown; until then it is kept, or
 * nobody could tell that it was used before. The engine itself refuses to begin with one that has run out.
 */
const remembered_seconds = 3_600;
/** Stands for the record's own id in what is stored. JSON never contains this character unescaped. */
const own_id = '\u0001';

/**
 * Records that live minutes, in the ephemeral store. Neither the key nor the value holds the record's id, which is the
 * bearer value itself: the key holds its SHA-256, and wherever the id occurs in the value a placeholder stands for it.
 */
export function shortLivedAdapter(kind: ShortLivedKind, ephemeral: Ephemeral, db: Db): Adapter {
  const recordKey = (id: string) => key('oidc', kind, hashToken(id));
  const consumedKey = (id: string) => key('oidc-consumed', kind, hashToken(id));

  return {
    ...unsupported,
    find: (id) =>
      stored(async () => {
        const [text, consumed] = await ephemeral.getMany([recordKey(id), consumedKey(id)]);
        if (text === undefined) return undefined;
        const payload = parse(text, id);
        // The session is asked for next, and the grant of this very application comes with it.
        const memory = requestMemory();
        if (memory && payload.clientId) memory.clientId = payload.clientId;
        return consumed === undefined ? payload : { ...payload, consumed: true };
      }),
    upsert: (id, payload, expiresIn) =>
      stored(async () => {
        const text = JSON.stringify(withoutCookie(payload)).replaceAll(id, own_id);
        const life_seconds = (expiresIn ?? 60) + moreLife_seconds(kind);
        if (kind !== 'ReplayDetection') return ephemeral.set(recordKey(id), text, life_seconds);
        // The engine asks first and writes later; of two that asked at once, only one may write.
        if (await ephemeral.claim(recordKey(id), text, life_seconds)) return undefined;
        throw new errors.InvalidRequest('the assertion was used before');
      }),
    consume: (id) =>
      stored(async () => {
        if (await ephemeral.claim(consumedKey(id), '1', consumed_life_seconds)) return;
        if (kind === 'PushedAuthorizationRequest') throw new errors.InvalidRequestUri('request_uri was used before');
        await withdrawGrantOf(id);
        throw new errors.InvalidGrant(`${kind} already consumed`);
      }),
    destroy: (id) => stored(() => ephemeral.delete(recordKey(id))),
    // The engine withdraws the grant itself as well (revokeGrantPolicy), and looks for it before it honours any of these.
    revokeByGrantId: async () => undefined,
  };

  /** Whoever comes second may be the thief or the owner: what the first one got is withdrawn (RFC 6749 §4.1.2). */
  async function withdrawGrantOf(id: string): Promise<void> {
    const text = await ephemeral.get(recordKey(id));
    const grantId = text === undefined ? undefined : parse(text, id).grantId;
    if (grantId) await deleteGrant(db, grantId);
  }
}

function moreLife_seconds(kind: ShortLivedKind): number {
  if (kind === 'PushedAuthorizationRequest') return remembered_seconds;
  return kind === 'ReplayDetection' ? replay_margin_seconds : 0;
}

function parse(text: string, id: string): AdapterPayload {
  return JSON.parse(text.replaceAll(own_id, () => id)) as AdapterPayload;
}

/** The engine copies the session's cookie value into an interaction and never reads it again. */
function withoutCookie(payload: AdapterPayload): AdapterPayload {
  const session = payload['session'] as { cookie?: string } | undefined;
  if (!session?.cookie) return payload;
  const { cookie: _, ...rest } = session;
  return { ...payload, session: rest } as AdapterPayload;
}
