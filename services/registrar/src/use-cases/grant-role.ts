import { type Actor, findUniversity, type StaffRole, grantRole as store, withinUniversity } from '@onecampus/directory';
import { DomainError } from '@onecampus/errors';
import { roleGranted } from '../events.ts';
import type { Registry } from '../registry.ts';
import { personIsActive } from '../store/people.ts';

/** Entrusts somebody with a role at a university; again is no change. @throws DomainError `university.unknown`, `person.unknown`. */
export async function grantRole(
  registry: Registry,
  order: { readonly by: Actor; readonly personId: string; readonly university: string; readonly role: StaffRole },
): Promise<{ granted: boolean }> {
  const { by, personId, role } = order;
  const { id: universityId } = await findUniversity(registry.db, order.university);
  const granted = await withinUniversity(registry.db, universityId, async (tx) => {
    if (!(await personIsActive(tx, personId))) throw new DomainError('person.unknown', 'There is no such person.');
    const fresh = await store(tx, { id: registry.newId(), personId, universityId, role, grantedBy: by });
    if (fresh) await roleGranted(tx, { by, personId, universityId, role });
    return fresh;
  });
  if (granted) registry.waker.wake();
  return { granted };
}
