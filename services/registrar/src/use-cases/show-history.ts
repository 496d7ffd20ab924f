import {
  type Actor,
  acrossUniversities,
  findUniversity,
  type RecordVersion,
  readVersionsOf,
  recordAudit,
  withinUniversity,
} from '@onecampus/directory';
import { DomainError } from '@onecampus/errors';
import type { Registry } from '../registry.ts';
import { recordsOfPerson, universitiesOfPerson } from '../store/living-records.ts';

export interface RecordHistory {
  readonly university: string;
  readonly recordId: string;
  /** The newest first; what the record says now is not among them. */
  readonly versions: readonly RecordVersion[];
}

/**
 * What universities said of a person before, each opened within its own boundary; the look is on record.
 *
 * @throws DomainError `person.unknown` where none of them says anything of the person, `university.unknown`.
 */
export async function showHistory(
  registry: Registry,
  order: { readonly by: Actor; readonly personId: string; readonly university?: string | undefined },
): Promise<RecordHistory[]> {
  const { by, personId } = order;
  const wanted = order.university === undefined ? undefined : (await findUniversity(registry.db, order.university)).id;
  const parts = (await acrossUniversities(registry.db, (tx) => universitiesOfPerson(tx, personId))).filter(
    ({ id }) => wanted === undefined || id === wanted,
  );
  if (parts.length === 0) throw new DomainError('person.unknown', 'Nobody says anything of such a person.');
  const histories: RecordHistory[] = [];
  for (const { id: universityId, slug: university } of parts) {
    await withinUniversity(registry.db, universityId, async (tx) => {
      const recordIds = await recordsOfPerson(tx, personId, universityId);
      const versions = await readVersionsOf(tx, registry.dataKey, recordIds);
      histories.push(
        ...recordIds.map((recordId) => ({ university, recordId, versions: versions.get(recordId) ?? [] })),
      );
      await recordAudit(tx, {
        actor: by,
        action: 'person.viewed',
        subject: `person:${personId}`,
        universityId,
        details: { fields: ['history'] },
      });
    });
  }
  return histories;
}
