import type { Tx } from '@onecampus/database';
import type { MatchableRecord } from '@onecampus/directory';
import {
  acrossUniversities,
  listLiveMerges,
  listMergedInto,
  openRequest,
  recordDisclosures,
} from '@onecampus/directory';
import { compareRecords, decide, modelVersion } from '@onecampus/person-matching';
import type { Registry } from '../registry.ts';
import { disclosedByQuestion } from '../rules/disclosed-by-question.ts';
import type { Batch } from './judge-batch.ts';

/**
 * A link that was made without asking, and that nobody would make by what is said now, is not undone silently: people are
 * asked. How many such questions are new.
 */
export async function doubtLinks(registry: Registry, batch: Batch): Promise<number> {
  const linked = batch.records.filter(
    (record) =>
      record.live &&
      batch.recordsOf.get(record.personId)?.some(({ homePersonId }) => homePersonId !== record.homePersonId),
  );
  if (linked.length === 0) return 0;
  return acrossUniversities(registry.db, async (tx) => {
    let asked = 0;
    for (const record of linked) {
      const homes = Map.groupBy(batch.recordsOf.get(record.personId)!, ({ homePersonId }) => homePersonId);
      homes.delete(record.homePersonId);
      for (const [homeId, others] of homes) {
        const decision = decide(record, [{ personId: homeId, records: others }], batch.frequencies);
        if (decision.kind !== 'new') continue;
        const mergeId = await automaticMergeBetween(tx, record.homePersonId, homeId);
        if (mergeId === undefined) continue;
        const other = others.find(({ id }) => id === decision.recordId) ?? (others[0] as MatchableRecord);
        const request = {
          id: registry.newId(),
          about: 'doubt',
          mergeId,
          openedBy: 'service:matcher',
          recordId: record.id,
          universityId: record.universityId,
          candidateRecordId: other.id,
          candidateUniversityId: other.universityId,
          score: decision.score ?? 0,
          evidence: compareRecords(record, other),
          modelVersion,
        } as const;
        const { fresh } = await openRequest(tx, request);
        if (!fresh) continue;
        asked += 1;
        const people = { personId: record.personId, candidatePersonId: other.personId };
        await recordDisclosures(tx, disclosedByQuestion(request, people));
      }
    }
    return asked;
  });
}

/** The merge without which these two would be two people, if a program made it. */
async function automaticMergeBetween(tx: Tx, one: string, other: string): Promise<string | undefined> {
  for (const merge of await listLiveMerges(tx, one)) {
    if (merge.method !== 'exact' && merge.method !== 'scored') continue;
    const part = await listMergedInto(tx, merge.loserId);
    if (part.includes(one) !== part.includes(other)) return merge.id;
  }
  return undefined;
}
