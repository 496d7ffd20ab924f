import { type Db, type Tx, transaction } from '@onecampus/database';
import { type Clock, randomToken, uuidv7 } from '@onecampus/runtime';
import {
  generateSigningKey,
  type KeyEncryptionKey,
  planRotation,
  type RotationStep,
  type RotationTimes,
  seal,
} from '@onecampus/tokens';
import { keyStepTaken } from '../events.ts';
import { insertCookieKey, listCookieKeys } from '../store/cookie-keys.ts';
import { announceNews } from '../store/news.ts';
import { insertSigningKey, listSigningKeys, lockKeys, setSigningKeyState } from '../store/signing-keys.ts';
import { cookieKeyPlace, signingKeyPlace } from './load-keys.ts';

export type KeyTending = {
  readonly db: Db;
  readonly kek: KeyEncryptionKey;
  readonly clock: Clock;
  readonly times: RotationTimes;
};

export const keyAlgorithms = ['RS256', 'ES256'] as const;

/**
 * Does what is due: the first keys at the first start, later the next step of a rotation. Any number of instances may do
 * this at once; one holds the lock and acts, the others then find nothing left to do. `true` where anything changed.
 */
export async function tendKeys({ db, kek, clock, times }: KeyTending): Promise<boolean> {
  return transaction(db, async (tx) => {
    await lockKeys(tx);
    const now = clock.now();
    const steps = planRotation(await listSigningKeys(tx), now, times, keyAlgorithms);
    for (const step of steps) await takeStep(tx, step, kek, now);
    const firstCookieKey = (await listCookieKeys(tx)).length === 0;
    if (firstCookieKey) {
      const id = uuidv7(now.getTime());
      await insertCookieKey(tx, { id, sealedKey: seal(randomToken(), kek, cookieKeyPlace(id)) });
    }
    const changed = steps.length > 0 || firstCookieKey;
    if (changed) await announceNews(tx);
    return changed;
  });
}

export async function takeStep(tx: Tx, step: RotationStep, kek: KeyEncryptionKey, now: Date): Promise<void> {
  switch (step.kind) {
    case 'generate': {
      const kid = `${step.alg.toLowerCase()}-${uuidv7(now.getTime())}`;
      const { privateJwk, publicJwk } = await generateSigningKey(step.alg, kid);
      const sealedPrivateJwk = seal(JSON.stringify(privateJwk), kek, signingKeyPlace(kid));
      await insertSigningKey(tx, {
        kid,
        alg: step.alg,
        state: step.state,
        stateSince: now,
        publicJwk,
        sealedPrivateJwk,
      });
      return keyStepTaken(tx, 'service:identity-provider', kid, step.state);
    }
    case 'sign':
      // The old one first: at no moment do two keys sign with one algorithm (one_signing_key_per_algorithm).
      if (step.retires !== undefined) {
        await setSigningKeyState(tx, step.retires, 'retired', now);
        await keyStepTaken(tx, 'service:identity-provider', step.retires, 'retired');
      }
      await setSigningKeyState(tx, step.kid, 'signing', now);
      return keyStepTaken(tx, 'service:identity-provider', step.kid, 'signing');
    case 'withdraw':
      await setSigningKeyState(tx, step.kid, 'withdrawn', now);
      return keyStepTaken(tx, 'service:identity-provider', step.kid, 'withdrawn');
  }
}
