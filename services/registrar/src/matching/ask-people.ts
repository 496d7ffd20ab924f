import {
  acrossUniversities,
  closeRequest,
  listOpenRequestsOfRecords,
  type MatchableRecord,
  openRequest,
  recordDisclosures,
} from '@onecampus/directory';
import { decide } from '@onecampus/person-matching';
import type { Registry } from '../registry.ts';
import { disclosedByQuestion } from '../rules/disclosed-by-question.ts';
import { apartFrom, type Batch, companionsOf, type Judged } from './judge-batch.ts';

/** Opens the questions that a batch leaves open, once per pair. How many are new. */
export async function askPeople(registry: Registry, batch: Batch, open: readonly Judged[]): Promise<number> {
  if (open.length === 0) return 0;
  const byId = new Map([...batch.recordsOf.values()].flat().map((record) => [record.id, record] as const));
  return acrossUniversities(registry.db, async (tx) => {
    let asked = 0;
    for (const { record, decision } of open) {
      const rivals = decision.reason === 'close_rival' ? decision.rivals : [];
      const best = { recordId: decision.recordId!, score: decision.score!, evidence: decision.evidence! };
      for (const { recordId, score, evidence } of [best, ...rivals]) {
        const candidate = byId.get(recordId)!;
        const request = {
          id: registry.newId(),
          about: 'link',
          mergeId: null,
          openedBy: 'service:matcher',
          recordId: record.id,
          universityId: record.universityId,
          candidateRecordId: recordId,
          candidateUniversityId: candidate.universityId,
          score,
          evidence,
          modelVersion: decision.modelVersion,
        } as const;
        const { fresh } = await openRequest(tx, request);
        if (!fresh) continue;
        asked += 1;
        const people = { personId: record.personId, candidatePersonId: candidate.personId };
        await recordDisclosures(tx, disclosedByQuestion(request, people));
      }
    }
    return asked;
  });
}

/** Withdraws questions about records of a batch that nobody would ask any more: what is said of them has changed. */
export async function withdrawQuestions(registry: Registry, batch: Batch): Promise<void> {
  await acrossUniversities(registry.db, async (tx) => {
    const byId = new Map(batch.records.map((record) => [record.id, record]));
    for (const request of await listOpenRequestsOfRecords(tx, [...byId.keys()])) {
      // Whoever opened a doubt himself keeps it open.
      if (request.openedBy !== 'service:matcher') continue;
      const record = byId.get(request.recordId) ?? byId.get(request.candidateRecordId)!;
      const otherId = record.id === request.recordId ? request.candidateRecordId : request.recordId;
      const resembles = record.live && resemblesStill(batch, record, otherId, request.about === 'doubt');
      if (resembles === (request.about === 'doubt')) await closeRequest(tx, request.id, 'withdrawn');
    }
  });
}

/** A link is weighed with the whole other person, a doubt with the one record that gave rise to it. */
function resemblesStill(batch: Batch, record: MatchableRecord, otherId: string, alone: boolean): boolean {
  const person = [...batch.recordsOf.values()].find((records) => records.some(({ id }) => id === otherId)) ?? [];
  const records = alone ? person.filter(({ id }) => id === otherId) : person;
  const neverMatch = alone ? new Set<string>() : apartFrom(record, batch.recordsOf, batch.neverMatches);
  const alongside = alone ? [] : companionsOf(record, batch.recordsOf);
  return decide(record, [{ personId: otherId, records }], batch.frequencies, { neverMatch, alongside }).kind !== 'new';
}
