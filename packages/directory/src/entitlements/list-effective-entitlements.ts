import type { Db } from '@onecampus/database';

export interface EffectiveEntitlement {
  readonly uri: string;
  /** Who granted it. */
  readonly universityId: string;
}

/** What a person is entitled to at this moment: by the clock, as everything, and as far as the connection may see. */
export async function listEffectiveEntitlements(db: Db, personId: string): Promise<EffectiveEntitlement[]> {
  const { rows } = await db.raw<{ rows: EffectiveEntitlement[] }>(
    `select distinct uri, university_id as "universityId" from directory.effective_entitlements where person_id = ? order by uri`,
    [personId],
  );
  return rows;
}
