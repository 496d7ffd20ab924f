import { acrossUniversities, listChains, listUniversities, type NamedChain } from '@onecampus/directory';
import type { AuditRegistry } from '../chain-keys.ts';

/** Every chain that there are entries for, by name: the consortium's, then the universities'. */
export async function listAuditChains({ db }: AuditRegistry): Promise<NamedChain[]> {
  const slugs = new Map((await listUniversities(db)).map(({ id, slug }) => [id, slug]));
  const chains = await acrossUniversities(db, listChains);
  return chains.map((chain) => ({ chain, university: slugs.get(chain) ?? null }));
}
