import { randomBytes } from 'node:crypto';
import { transaction } from '@onecampus/database';
import { ConfigFault } from '@onecampus/runtime';
import { open, seal } from '@onecampus/tokens';
import type { KeyEncryption } from '../keys/key-encryption.ts';
import { derivationRootPlace } from '../keys/key-places.ts';
import {
  deleteKeyHolding,
  findDerivationRoot,
  findSealingKey,
  insertDerivationRoot,
  lockKeyEncryption,
  noteKeyHolding,
  setSealingKey,
} from '../store/key-encryption.ts';
import { listSigningKeys } from '../store/signing-keys.ts';

/**
 * Learns which key seals and says which keys are at hand here; at the very first start names the own one. Nobody begins to
 * seal with a key that some running instance does not have (`change-key-encryption`), so an instance joins under the lock.
 *
 * @throws ConfigFault where the key that seals is not at hand: nothing could be read.
 */
export async function takeUpKeyEncryption({ db, ring, instanceId }: KeyEncryption): Promise<void> {
  await transaction(db, async (tx) => {
    await lockKeyEncryption(tx);
    const sealing = await findSealingKey(tx);
    if (sealing === undefined) await setSealingKey(tx, ring.id);
    else ring.sealWith(sealing.id);
    if (ring.lacks !== undefined)
      throw new ConfigFault([
        `KEY_ENCRYPTION_KEY: the secrets in the database are sealed with the key ${ring.lacks}, and here is ${ring.knows.join(' and ')}`,
      ]);
    if (ring.root === undefined) {
      const stored = await findDerivationRoot(tx);
      if (stored) ring.deriveFrom(Buffer.from(open(stored.sealed, ring, derivationRootPlace(stored.id)), 'base64url'));
      else {
        // Before there was a root, everything was derived from the key itself: what is stored as a hash has to go on.
        const root = (await listSigningKeys(tx)).length > 0 ? ring.bytes : randomBytes(32);
        const id = 'root';
        const sealed = seal(Buffer.from(root).toString('base64url'), ring, derivationRootPlace(id));
        await insertDerivationRoot(tx, { id, sealed });
        ring.deriveFrom(root);
      }
    }
    await noteKeyHolding(tx, { instanceId, knows: ring.knows, sealsWith: ring.id });
  });
}

/** An instance that ends is waited for no longer. */
export async function leaveKeyEncryption({ db, instanceId }: KeyEncryption): Promise<void> {
  await deleteKeyHolding(db, instanceId);
}
