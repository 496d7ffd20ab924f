import type { Db, Tx } from '@onecampus/database';
import { type MatchAnswer, type MatchRequest, matchRequestColumns, type NewMatchRequest } from './match-request.ts';

/** Asks; where the pair is being asked about already, the standing question learns what is known now. */
export async function openRequest(tx: Tx, request: NewMatchRequest): Promise<{ id: string; fresh: boolean }> {
  const { rows } = await tx.raw<{ rows: { id: string; fresh: boolean }[] }>(
    `insert into directory.match_requests as m
       (id, about, source_record_id, university_id, candidate_record_id, candidate_university_id, score, evidence, model_version, merge_id, opened_by)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     on conflict (least(source_record_id, candidate_record_id), greatest(source_record_id, candidate_record_id)) where state = 'pending'
     do update set score = excluded.score, evidence = excluded.evidence, model_version = excluded.model_version,
                   about = excluded.about, merge_id = excluded.merge_id,
                   opened_by = case excluded.opened_by when 'service:matcher' then m.opened_by else excluded.opened_by end
     returning m.id, m.id = ?::uuid as fresh`,
    [
      request.id,
      request.about,
      request.recordId,
      request.universityId,
      request.candidateRecordId,
      request.candidateUniversityId,
      request.score,
      JSON.stringify(request.evidence),
      request.modelVersion,
      request.mergeId,
      request.openedBy,
      request.id,
    ] as never,
  );
  return rows[0]!;
}

/** Open questions in which any of these records stands on either side. */
export async function listOpenRequestsOfRecords(db: Db, recordIds: readonly string[]): Promise<MatchRequest[]> {
  const { rows } = await db.raw<{ rows: MatchRequest[] }>(
    `select ${matchRequestColumns} from directory.match_requests
     where state = 'pending' and (source_record_id = any(?::uuid[]) or candidate_record_id = any(?::uuid[]))`,
    [[...recordIds], [...recordIds]] as never,
  );
  return rows;
}

/** Ends a question, once: false where it is not open any more. */
export async function closeRequest(tx: Tx, id: string, state: 'same' | 'different' | 'withdrawn'): Promise<boolean> {
  const { rows } = await tx.raw<{ rows: unknown[] }>(
    `update directory.match_requests set state = ?, decided_at = now() where id = ? and state = 'pending' returning id`,
    [state, id],
  );
  return rows.length === 1;
}

/** Questions that a merge has answered: both records are one person's now. */
export async function closeAnsweredRequests(tx: Tx, personId: string): Promise<void> {
  await tx.raw(
    `update directory.match_requests m set state = 'same', decided_at = now()
     from directory.source_records a, directory.source_records b
     where m.state = 'pending' and m.about = 'link' and a.id = m.source_record_id and b.id = m.candidate_record_id
       and a.person_id = ? and b.person_id = ?`,
    [personId, personId],
  );
}

/** One question, held until the end of the transaction. */
export async function lockRequest(tx: Tx, id: string): Promise<MatchRequest | undefined> {
  const { rows } = await tx.raw<{ rows: MatchRequest[] }>(
    `select ${matchRequestColumns} from directory.match_requests where id = ? for update`,
    [id],
  );
  return rows[0];
}

/** Writes down what one side said. */
export async function sayOfRequest(
  tx: Tx,
  word: { readonly id: string; readonly side: 'here' | 'there'; readonly answer: MatchAnswer; readonly by: string },
): Promise<void> {
  await tx.raw(
    word.side === 'here'
      ? 'update directory.match_requests set said_here = ?, said_here_by = ? where id = ?'
      : 'update directory.match_requests set said_there = ?, said_there_by = ? where id = ?',
    [word.answer, word.by, word.id],
  );
}

/** The open questions that concern a university, oldest first; within its boundary, or across all. */
export async function listOpenRequests(
  db: Db,
  wanted: { readonly universityId: string; readonly after?: string | undefined; readonly limit: number },
): Promise<MatchRequest[]> {
  const { rows } = await db.raw<{ rows: MatchRequest[] }>(
    `select ${matchRequestColumns} from directory.match_requests
     where state = 'pending' and ?::uuid in (university_id, candidate_university_id) and (?::uuid is null or id > ?::uuid)
     order by id limit ?`,
    [wanted.universityId, wanted.after ?? null, wanted.after ?? null, wanted.limit] as never,
  );
  return rows;
}

export async function findRequest(db: Db, id: string): Promise<MatchRequest | undefined> {
  const { rows } = await db.raw<{ rows: MatchRequest[] }>(
    `select ${matchRequestColumns} from directory.match_requests where id = ?`,
    [id],
  );
  return rows[0];
}
