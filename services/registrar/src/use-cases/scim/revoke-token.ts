import { type Actor, findUniversity, recordAudit, withinUniversity } from '@onecampus/directory';
import { DomainError } from '@onecampus/errors';
import type { Registry } from '../../registry.ts';
import { revokeToken as store } from '../../store/scim/tokens.ts';

/** Withdraws a token; the next request with it is refused. @throws DomainError `university.unknown`, `scim-token.unknown`. */
export async function revokeToken(
  registry: Registry,
  order: { readonly by: Actor; readonly university: string; readonly tokenId: string },
): Promise<void> {
  const { id: universityId } = await findUniversity(registry.db, order.university);
  await withinUniversity(registry.db, universityId, async (tx) => {
    const revoked = await store(tx, { id: order.tokenId, universityId, by: order.by });
    if (!revoked) throw new DomainError('scim-token.unknown', 'The university has no such living token.');
    await recordAudit(tx, {
      actor: order.by,
      action: 'scim-token.revoked',
      subject: `university:${universityId}`,
      universityId,
      details: { token: order.tokenId },
    });
  });
}
