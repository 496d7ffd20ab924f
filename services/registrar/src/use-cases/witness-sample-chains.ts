import { type ChainHead, genesisOf, signWitness } from '@onecampus/audit-chain';
import {
  acrossUniversities,
  continues,
  findLastCheckpoint,
  findLastWitness,
  insertWitness,
  insertWitnessKey,
  listChains,
  listUniversities,
  type University,
} from '@onecampus/directory';
import type { AuditRegistry } from '../chain-keys.ts';
import { witnessesOf } from '../rules/witnesses-of.ts';

/**
 * Counter-signs the last checkpoint of each chain in the names of two other universities. For the sample consortium, where
 * everybody's keys are on one machine: it shows the working of it and proves nothing. A real university runs
 * `campus audit witness` with a key that only it has; production refuses the setting.
 *
 * @returns how many counter-signatures were added, and the chains that did not continue what was signed before.
 */
export async function witnessSampleChains(registry: AuditRegistry): Promise<{ signed: number; broken: string[] }> {
  const { sampleWitness } = registry.chainKeys;
  let signed = 0;
  const broken: string[] = [];
  if (!sampleWitness) return { signed, broken };
  const universities = await listUniversities(registry.db);
  for (const chain of await acrossUniversities(registry.db, listChains)) {
    for (const university of witnessesOf(chain, universities)) {
      const done = await witness(registry, chain, university, sampleWitness(university.slug));
      if (done === 'signed') signed += 1;
      if (done === 'broken') broken.push(chain);
    }
  }
  return { signed, broken };
}

function witness(
  registry: AuditRegistry,
  chain: string,
  university: University,
  key: ReturnType<NonNullable<AuditRegistry['chainKeys']['sampleWitness']>>,
): Promise<'signed' | 'nothing new' | 'broken'> {
  return acrossUniversities(registry.db, async (tx) => {
    const checkpoint = await findLastCheckpoint(tx, chain);
    const before = await findLastWitness(tx, chain, key.keyId);
    if (!checkpoint || (before && before.n >= checkpoint.n)) return 'nothing new';
    const from: ChainHead = before ?? { n: 0, hash: genesisOf(chain).toString('hex') };
    if (!(await continues(tx, chain, from, checkpoint))) return 'broken';
    await insertWitnessKey(tx, { keyId: key.keyId, x: key.x, universityId: university.id }, 'service:registrar');
    const by = { witness: university.slug, at: registry.clock.now().toISOString() };
    return (await insertWitness(tx, signWitness(checkpoint, by, key))) ? 'signed' : 'nothing new';
  });
}
