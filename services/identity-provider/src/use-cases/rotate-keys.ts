import { transaction } from '@onecampus/database';
import type { Actor } from '@onecampus/directory';
import { keyRotationAsked } from '../events.ts';
import { type KeyTending, keyAlgorithms } from '../keys/key-tending.ts';
import { takeKeyStep } from '../keys/take-key-step.ts';
import { announceNews } from '../store/news.ts';
import { listSigningKeys, lockKeys } from '../store/signing-keys.ts';

/**
 * Begins a rotation of the signing keys. `scheduled`: a successor is published now and signs once everyone can have fetched
 * it. `now`: it signs at once, for a key that somebody else may know; those who keep our JWKS must fetch it anew, and the
 * old key stays in it until its tokens have run out.
 */
export async function rotateKeys(
  tending: KeyTending,
  order: { readonly actor: Actor; readonly when: 'scheduled' | 'now' },
): Promise<void> {
  await transaction(tending.db, async (tx) => {
    await lockKeys(tx);
    const now = tending.clock.now();
    for (const alg of keyAlgorithms) {
      const published = (await listSigningKeys(tx)).some((key) => key.alg === alg && key.state === 'published');
      if (!published) await takeKeyStep(tx, { kind: 'generate', alg, state: 'published' }, tending.kek, now);
      if (order.when !== 'now') continue;
      const keys = (await listSigningKeys(tx)).filter((key) => key.alg === alg);
      const next = keys.find((key) => key.state === 'published')!;
      const signing = keys.find((key) => key.state === 'signing');
      await takeKeyStep(tx, { kind: 'sign', kid: next.kid, retires: signing?.kid }, tending.kek, now);
    }
    await keyRotationAsked(tx, order.actor, order.when);
    await announceNews(tx);
  });
}
