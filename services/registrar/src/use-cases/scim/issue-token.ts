import { type Actor, findUniversity, recordAudit, withinUniversity } from '@onecampus/directory';
import { DomainError } from '@onecampus/errors';
import { randomToken } from '@onecampus/runtime';
import { hashToken } from '@onecampus/tokens';
import type { Registry } from '../../registry.ts';
import { insertToken, retireExpiredTokens, type ScimToken } from '../../store/scim/tokens.ts';

/** By this beginning a token is known for ours, by us and by whoever searches a repository for leaked secrets. */
const prefix = 'ocscim_';
const day_ms = 86_400_000;

/**
 * Issues a bearer token for a university's SCIM client; the only moment at which it can be read. Two live at most, so that
 * one is replaced without a gap. @throws DomainError `university.unknown`, `scim-token.too_many`.
 */
export async function issueToken(
  registry: Registry,
  order: { readonly by: Actor; readonly university: string; readonly name: string; readonly lifetimeDays: number },
): Promise<ScimToken & { readonly token: string }> {
  const university = await findUniversity(registry.db, order.university);
  const token = `${prefix}${randomToken()}`;
  const expiresAt = new Date(registry.clock.now().getTime() + order.lifetimeDays * day_ms);
  const issued = await withinUniversity(registry.db, university.id, async (tx) => {
    await retireExpiredTokens(tx, university.id);
    const draft = {
      id: registry.newId(),
      universityId: university.id,
      name: order.name,
      hash: hashToken(token),
      createdBy: order.by,
      expiresAt,
    };
    const placed = (await insertToken(tx, { ...draft, slot: 1 })) ?? (await insertToken(tx, { ...draft, slot: 2 }));
    if (!placed) {
      throw new DomainError(
        'scim-token.too_many',
        `${university.slug} has two SCIM tokens already; withdraw one first.`,
      );
    }
    await recordAudit(tx, {
      actor: order.by,
      action: 'scim-token.issued',
      subject: `university:${university.id}`,
      universityId: university.id,
      details: { token: placed.id },
    });
    return placed;
  });
  return { ...issued, token };
}
