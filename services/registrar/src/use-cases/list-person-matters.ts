import { listLiveMerges, listOpenRequestsOfRecords, type MergeEvent, withinUniversity } from '@onecampus/directory';
import type { Registry } from '../registry.ts';
import { type ErasureRecord, listErasuresOfPerson } from '../store/erasures-of-person.ts';
import { listNames } from '../store/names-of-people.ts';

/** What is open about a person, or can be undone. */
export interface PersonMatters {
  readonly erasures: readonly ErasureRecord[];
  readonly merges: readonly MergeEvent[];
  readonly requestIds: readonly string[];
  /** Names of those who asked, where the university knows them. */
  readonly names: ReadonlyMap<string, string>;
}

/** What is under way about a person, as far as it concerns one university. */
export function listPersonMatters(
  registry: Registry,
  wanted: { readonly universityId: string; readonly personId: string; readonly recordIds: readonly string[] },
): Promise<PersonMatters> {
  return withinUniversity(registry.db, wanted.universityId, async (tx) => {
    const erasures = await listErasuresOfPerson(tx, wanted.personId);
    const merges = await listLiveMerges(tx, wanted.personId);
    const requests = await listOpenRequestsOfRecords(tx, wanted.recordIds);
    const names = await listNames(
      tx,
      wanted.universityId,
      erasures.map((one) => one.askedBy),
    );
    return { erasures, merges, requestIds: requests.map(({ id }) => id), names };
  });
}
