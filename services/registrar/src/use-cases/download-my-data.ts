import { acrossUniversities, listDisclosures, listUniversities, recordAudit } from '@onecampus/directory';
import { readMyData } from '../my-data/read-my-data.ts';
import type { Registry } from '../registry.ts';
import { type MyDataCopy, myDataCopy } from '../rules/my-data-copy.ts';
import { listLooks } from '../store/my-looks.ts';

/** Of disclosures, and of looks. */
const listed_max = 5_000;

/** A copy that a machine can read, for the person himself; that he took it is on record at each university it speaks of. */
export function downloadMyData(
  registry: Pick<Registry, 'db' | 'clock'>,
  wanted: { readonly personId: string },
): Promise<MyDataCopy> {
  return acrossUniversities(registry.db, async (tx) => {
    const { personId, parts, entitlements, roles, merges, disputes } = await readMyData(tx, wanted.personId);
    const disclosures = await listDisclosures(tx, personId, { limit: listed_max });
    const looks = await listLooks(tx, personId, { limit: listed_max });
    for (const { universityId } of parts) {
      const by = `person:${personId}` as const;
      await recordAudit(tx, { actor: by, action: 'person.copy_taken', subject: by, universityId });
    }
    return myDataCopy(
      {
        person_id: personId,
        taken_at: registry.clock.now().toISOString(),
        parts,
        entitlements,
        roles,
        joined_records: merges.map(({ at, method }) => ({ at, method })),
        disputes,
        disclosures,
        looks,
        shortened: Math.max(disclosures.length, looks.length) === listed_max,
      },
      await listUniversities(tx),
    );
  });
}
