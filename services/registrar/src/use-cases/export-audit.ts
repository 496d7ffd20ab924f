import { consortiumChain } from '@onecampus/audit-chain';
import { type Actor, exportChain, findChain, type NamedChain, recordAudit, withinChain } from '@onecampus/directory';
import type { AuditRegistry } from '../chain-keys.ts';

/**
 * A university's whole chain (or the consortium's) as the lines of an export. That somebody took it is itself an entry of
 * the chain, though of a later export. @throws DomainError `university.unknown`.
 */
export async function exportAudit(
  registry: AuditRegistry,
  order: { readonly by: Actor; readonly university: string },
): Promise<NamedChain & { readonly lines: AsyncGenerator<string> }> {
  const named = await findChain(registry.db, order.university);
  await withinChain(registry.db, named.chain, (tx) =>
    recordAudit(tx, {
      actor: order.by,
      action: 'audit.exported',
      subject: `chain:${named.chain}`,
      ...(named.chain === consortiumChain ? {} : { universityId: named.chain }),
    }),
  );
  const lines = exportChain({
    ...named,
    within: (work) => withinChain(registry.db, named.chain, work),
    key: registry.chainKeys.operator,
    retiredKeys: registry.chainKeys.retired,
    now: () => registry.clock.now(),
  });
  return { ...named, lines };
}
