import { transaction } from '@onecampus/database';
import { randomToken, uuidv7 } from '@onecampus/runtime';
import { planRotation, seal } from '@onecampus/tokens';
import { cookieKeyPlace } from '../keys/key-places.ts';
import { holder_days, type KeyTending, keyAlgorithms } from '../keys/key-tending.ts';
import { takeKeyStep } from '../keys/take-key-step.ts';
import { lacksOf } from '../rules/key-readiness.ts';
import { insertCookieKey, listCookieKeys } from '../store/cookie-keys.ts';
import { listKeyHolders } from '../store/key-holders.ts';
import { announceNews } from '../store/news.ts';
import { listSigningKeys, lockKeys } from '../store/signing-keys.ts';

/**
 * Does what is due: the first keys at the first start, later the next step of a rotation. Any number of instances may do
 * this at once; one holds the lock and acts, the others then find nothing left to do. `true` where anything changed.
 */
export async function tendKeys({ db, kek, clock, times }: KeyTending): Promise<boolean> {
  return transaction(db, async (tx) => {
    await lockKeys(tx);
    const now = clock.now();
    const keys = await listSigningKeys(tx);
    const waited = keys.some(({ state }) => state === 'published') ? await listKeyHolders(tx, holder_days) : [];
    const steps = planRotation(keys, now, times, keyAlgorithms, (kid) => lacksOf(waited, kid).length === 0);
    for (const step of steps) await takeKeyStep(tx, step, kek, now);
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
