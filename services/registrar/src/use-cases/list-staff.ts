import { withinUniversity } from '@onecampus/directory';
import type { Registry } from '../registry.ts';
import { listNames } from '../store/names-of-people.ts';
import { listRoleRequests, type RoleRequest } from '../store/role-requests.ts';
import { listRoleHolders, type RoleHolder } from '../store/staff.ts';

export interface Staff {
  readonly holders: readonly RoleHolder[];
  readonly requests: readonly RoleRequest[];
  /** By `person:<uuid>`: holders and those who gave, asked for or would get a role, as far as the university knows them. */
  readonly names: ReadonlyMap<string, string>;
}

/** Who has which role at a university, and which roles wait for a second administrator. */
export function listStaff(registry: Registry, wanted: { readonly universityId: string }): Promise<Staff> {
  return withinUniversity(registry.db, wanted.universityId, async (tx) => {
    const holders = await listRoleHolders(tx);
    const requests = await listRoleRequests(tx);
    const named = [
      ...holders.flatMap((one) => [`person:${one.personId}`, one.grantedBy]),
      ...requests.flatMap((one) => [`person:${one.personId}`, one.askedBy]),
    ];
    return { holders, requests, names: await listNames(tx, wanted.universityId, named) };
  });
}
