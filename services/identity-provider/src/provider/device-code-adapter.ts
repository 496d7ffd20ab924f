import { createHmac } from 'node:crypto';
import { type Ephemeral, key } from '@onecampus/ephemeral';
import { deriveKey, hashToken, type KeyEncryptionKey, open, seal } from '@onecampus/tokens';
import { type Adapter, errors } from 'oidc-provider';
import { stored } from './protocol-error.ts';

/**
 * Devices that wait for somebody to sign in, on top of the adapter for what lives minutes. A code is short enough to be
 * guessed from its hash, so it is found under a keyed one, and what is found there is sealed: the device's own secret.
 */
export function deviceCodeAdapter(records: Adapter, ephemeral: Ephemeral, kek: KeyEncryptionKey): Adapter {
  const codeKey = deriveKey(kek, 'device-user-code');
  const place = (userCode: string) =>
    key('device-code', 'of', createHmac('sha256', codeKey).update(userCode).digest('base64url'));
  const once = (step: 'taken' | 'decided', id: string) => key('device-code', step, hashToken(id));

  return {
    ...records,
    upsert: (id, payload, expiresIn) =>
      stored(async () => {
        const life_seconds = Math.max(1, expiresIn ?? 60);
        const decided = payload['accountId'] !== undefined || payload['error'] !== undefined;
        if (payload['inFlight'] === true && !decided) {
          // Of two browsers with the same code one signs in; the engine asks first and writes later.
          if (!(await ephemeral.claim(once('taken', id), '1', life_seconds))) throw used();
        } else if (decided) {
          if (!(await ephemeral.claim(once('decided', id), '1', life_seconds))) throw used();
        } else {
          const userCode = String(payload['userCode']);
          const sealed = seal(id, kek, place(userCode));
          if (!(await ephemeral.claim(place(userCode), sealed, life_seconds))) throw used();
        }
        await records.upsert(id, payload, life_seconds);
      }),
    findByUserCode: (userCode) =>
      stored(async () => {
        const sealed = await ephemeral.get(place(userCode));
        if (sealed === undefined) return undefined;
        const id = open(sealed, kek, place(userCode));
        const payload = await records.find(id);
        return payload && { ...payload, jti: id };
      }),
  };
}

function used() {
  return new errors.InvalidRequest('the code was used before');
}
