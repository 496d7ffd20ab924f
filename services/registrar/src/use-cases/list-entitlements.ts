import {
  type Entitlement,
  type EntitlementGrant,
  findUniversity,
  listEntitlements as list,
  listGrants,
  withinUniversity,
} from '@onecampus/directory';
import type { Registry } from '../registry.ts';

/** A university's own entitlements, and a page of what it has granted and not taken back. @throws DomainError `university.unknown`. */
export async function listEntitlements(
  registry: Registry,
  wanted: {
    readonly university: string;
    readonly uri?: string | undefined;
    readonly after: string;
    readonly limit: number;
  },
): Promise<{ entitlements: Entitlement[]; grants: EntitlementGrant[] }> {
  const { id } = await findUniversity(registry.db, wanted.university);
  return withinUniversity(registry.db, id, async (tx) => ({
    entitlements: (await list(tx)).filter((one) => one.universityId === id),
    grants: await listGrants(tx, wanted),
  }));
}
