import type { Tx } from '@onecampus/database';
import { type Actor, grantRole, recordAudit, withinUniversity } from '@onecampus/directory';
import { DomainError } from '@onecampus/errors';
import { roleGranted } from '../events.ts';
import type { Registry } from '../registry.ts';
import { closeRoleRequest, findRoleRequest, grantRequested, type RoleRequest } from '../store/role-requests.ts';

export interface DecideRoleRequest {
  readonly personId: string;
  readonly universityId: string;
  readonly requestId: string;
  readonly decision: 'grant' | 'refuse';
}

/**
 * A second administrator agrees, and the role is given in the same moment; or he refuses. Whoever asked can only take his
 * request back.
 *
 * @param order `personId` is who decides.
 * @throws DomainError `role.request_unknown`, `role.request_decided`, `role.second_pair_of_eyes`.
 */
export async function decideRoleRequest(registry: Registry, order: DecideRoleRequest): Promise<RoleRequest> {
  const by: Actor = `person:${order.personId}`;
  const decided = await withinUniversity(registry.db, order.universityId, async (tx) => {
    const asked = await findRoleRequest(tx, order.requestId);
    if (!asked) throw new DomainError('role.request_unknown', 'There is no such request.');
    if (order.decision === 'grant') await grant(tx, registry, order, asked);
    else await close(tx, asked, by);
    return asked;
  });
  registry.waker.wake();
  return decided;
}

async function grant(tx: Tx, registry: Registry, order: DecideRoleRequest, asked: RoleRequest): Promise<void> {
  const by: Actor = `person:${order.personId}`;
  if (!(await grantRequested(tx, { id: asked.id, by, personId: order.personId }))) {
    const now = await findRoleRequest(tx, asked.id);
    if (now?.state === 'asked' && now.expiresAt > registry.clock.now())
      throw new DomainError('role.second_pair_of_eyes', 'Another administrator than the one who asked has to agree.');
    throw decidedAlready();
  }
  const { personId, universityId, role } = asked;
  const fresh = await grantRole(tx, { id: registry.newId(), personId, universityId, role, grantedBy: by });
  await recordAudit(tx, {
    actor: by,
    action: 'role.agreed',
    subject: `person:${personId}`,
    universityId,
    details: { role, request: asked.id },
  });
  if (fresh) await roleGranted(tx, { by, personId, universityId, role });
}

async function close(tx: Tx, asked: RoleRequest, by: Actor): Promise<void> {
  const state = asked.askedBy === by ? 'withdrawn' : 'refused';
  if (!(await closeRoleRequest(tx, { id: asked.id, by, state }))) throw decidedAlready();
  await recordAudit(tx, {
    actor: by,
    action: `role.${state}`,
    subject: `person:${asked.personId}`,
    universityId: asked.universityId,
    details: { role: asked.role, request: asked.id },
  });
}

function decidedAlready(): DomainError {
  return new DomainError('role.request_decided', 'This request was decided already, or its time is over.');
}
