import { createHash } from 'node:crypto';
import { type Ephemeral, key } from '@onecampus/ephemeral';
import session, { type SessionData } from 'express-session';

/** A sign-in at a staff page lasts a working day at most; its loss means to sign in again, which single sign-on makes one click. */
export const session_life_seconds = 8 * 3_600;

/** Keeps express sessions in the ephemeral store under the hash of their id, so that a copy of the store opens nothing. */
export class EphemeralSessionStore extends session.Store {
  readonly #ephemeral: Ephemeral;

  constructor(ephemeral: Ephemeral) {
    super();
    this.#ephemeral = ephemeral;
  }

  override get(id: string, callback: (error: unknown, data?: SessionData | null) => void): void {
    this.#ephemeral
      .get(keyOf(id))
      .then((text) => callback(null, text ? (JSON.parse(text) as SessionData) : null), callback);
  }

  override set(id: string, data: SessionData, callback?: (error?: unknown) => void): void {
    this.#ephemeral.set(keyOf(id), JSON.stringify(data), session_life_seconds).then(() => callback?.(), callback);
  }

  override destroy(id: string, callback?: (error?: unknown) => void): void {
    this.#ephemeral.delete(keyOf(id)).then(() => callback?.(), callback);
  }
}

export function keyOf(sessionId: string): string {
  return key('staff-session', createHash('sha256').update(sessionId).digest('base64url'));
}
