import type { Tx } from '@onecampus/database';
import { uuidv7 } from '@onecampus/runtime';
import { generateSigningKey, type KeyEncryptionKey, type RotationStep, seal } from '@onecampus/tokens';
import { keyStepTaken } from '../events/keys.ts';
import { insertSigningKey, setSigningKeyState } from '../store/signing-keys.ts';
import { signingKeyPlace } from './key-places.ts';

/** Carries out one step of a rotation and notes it in the audit trail. The caller holds the lock (`lockKeys`). */
export async function takeKeyStep(tx: Tx, step: RotationStep, kek: KeyEncryptionKey, now: Date): Promise<void> {
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
