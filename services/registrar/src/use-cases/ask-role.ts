import { type Actor, recordAudit, withinUniversity } from '@onecampus/directory';
import { DomainError } from '@onecampus/errors';
import type { Registry } from '../registry.ts';
import type { DangerousRole } from '../rules/dangerous-role.ts';
import { personIsActive } from '../store/people.ts';
import { expireRoleRequests, insertRoleRequest } from '../store/role-requests.ts';
import { listRoleHolders } from '../store/staff.ts';

/** For so long a second administrator has time to agree. */
const lifetime_days = 7;

/**
 * Asks that somebody get a role over people's data; another administrator has to agree (`decide-role-request`).
 * @throws DomainError `person.unknown`, `role.held_already`, `role.asked_already`.
 */
export async function askRole(
  registry: Registry,
  order: {
    readonly by: Actor;
    readonly universityId: string;
    readonly personId: string;
    readonly role: DangerousRole;
  },
): Promise<{ id: string }> {
  const { by, universityId, personId, role } = order;
  const id = registry.newId();
  await withinUniversity(registry.db, universityId, async (tx) => {
    if (!(await personIsActive(tx, personId))) throw new DomainError('person.unknown', 'There is no such person.');
    const holders = await listRoleHolders(tx);
    if (holders.some((one) => one.personId === personId && one.role === role)) {
      throw new DomainError('role.held_already', 'The person has this role.');
    }
    await expireRoleRequests(tx);
    const asked = { id, universityId, personId, role, askedBy: by, lifetimeDays: lifetime_days };
    if (!(await insertRoleRequest(tx, asked))) {
      throw new DomainError(
        'role.asked_already',
        'The same is asked for already and waits for a second administrator.',
      );
    }
    const subject = `person:${personId}`;
    await recordAudit(tx, { actor: by, action: 'role.asked', subject, universityId, details: { role, request: id } });
  });
  return { id };
}
