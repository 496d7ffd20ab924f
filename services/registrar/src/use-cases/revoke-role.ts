import {
  type Actor,
  findUniversity,
  type StaffRole,
  revokeRole as store,
  withinUniversity,
} from '@onecampus/directory';
import { roleRevoked } from '../events.ts';
import type { Registry } from '../registry.ts';

/** Takes a role back; where there is none, nothing happens. @throws DomainError `university.unknown`. */
export async function revokeRole(
  registry: Registry,
  order: { readonly by: Actor; readonly personId: string; readonly university: string; readonly role: StaffRole },
): Promise<{ revoked: boolean }> {
  const { by, personId, role } = order;
  const { id: universityId } = await findUniversity(registry.db, order.university);
  const revoked = await withinUniversity(registry.db, universityId, async (tx) => {
    const taken = await store(tx, { personId, universityId, role, revokedBy: by });
    if (taken) await roleRevoked(tx, { by, personId, universityId, role });
    return taken;
  });
  if (revoked) registry.waker.wake();
  return { revoked };
}
