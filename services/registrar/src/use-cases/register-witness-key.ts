import { type PublicKey, publicKey } from '@onecampus/audit-chain';
import { type Actor, acrossUniversities, findUniversity, findWitnessKey, insertWitnessKey } from '@onecampus/directory';
import { DomainError } from '@onecampus/errors';
import type { AuditRegistry } from '../chain-keys.ts';
import { witnessKeyRegistered } from '../events.ts';

/**
 * Takes the public key under which a university counter-signs the chains of others. The same key again changes nothing.
 *
 * @throws DomainError `university.unknown`; `row.duplicate` where the key is another university's.
 */
export async function registerWitnessKey(
  registry: AuditRegistry,
  order: { readonly by: Actor; readonly university: string; readonly x: string },
): Promise<PublicKey> {
  const { id: universityId } = await findUniversity(registry.db, order.university);
  const key = publicKey(order.x);
  await acrossUniversities(registry.db, async (tx) => {
    if (await insertWitnessKey(tx, { ...key, universityId }, order.by)) {
      await witnessKeyRegistered(tx, { by: order.by, universityId, keyId: key.keyId });
      return;
    }
    const known = await findWitnessKey(tx, key.keyId);
    if (known?.universityId !== universityId)
      throw new DomainError('row.duplicate', 'Another university has this key.');
  });
  return key;
}
