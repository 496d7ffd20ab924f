import type { BareLink } from '@onecampus/audit-chain';
import { findChain, readLinks, withinChain } from '@onecampus/directory';
import type { AuditRegistry } from '../chain-keys.ts';

/** Links of a chain behind number `after`, bare of what they stand for: for a witness, who must see that nothing was touched. */
export async function listAuditLinks(
  registry: AuditRegistry,
  wanted: { readonly university: string; readonly after: number; readonly limit: number },
): Promise<BareLink[]> {
  const { chain } = await findChain(registry.db, wanted.university);
  const links = await withinChain(registry.db, chain, (tx) =>
    readLinks(tx, chain, wanted.after, Number.MAX_SAFE_INTEGER, wanted.limit),
  );
  return links.map(({ n, leaf }) => ({ n, leaf: leaf.toString('hex') }));
}
