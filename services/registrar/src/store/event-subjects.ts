import type { Tx } from '@onecampus/database';

/** Somebody of whom a stream may have to tell, as he stands now and as the stream told of him. */
export interface EventSubject {
  readonly subjectId: string;
  readonly personId: string;
  readonly uri: string;
  readonly active: boolean;
  readonly removed: boolean;
  readonly toldActive: boolean | null;
  readonly toldRemoved: boolean | null;
}

/** The records of one university that hang from these people. */
export async function listRecordSubjects(
  tx: Tx,
  stream: { readonly id: string; readonly universityId: string },
  personIds: readonly string[],
): Promise<EventSubject[]> {
  const { rows } = await tx.raw<{ rows: EventSubject[] }>(
    `select r.id as "subjectId", r.person_id as "personId", '/Users/' || r.id as uri, r.erased_at is not null as removed,
            r.erased_at is null and exists (
              select from directory.effective_affiliations a where a.source_record_id = r.id) as active,
            t.active as "toldActive", t.removed as "toldRemoved"
     from directory.source_records r
     left join registrar.event_subjects t on t.stream_id = ? and t.subject_id = r.id
     where r.university_id = ? and r.person_id = any(?::uuid[])
     order by r.id`,
    [stream.id, stream.universityId, [...personIds]] as never,
  );
  return rows;
}

/** People, as the consortium's own stream names them. */
export async function listPersonSubjects(
  tx: Tx,
  streamId: string,
  personIds: readonly string[],
): Promise<EventSubject[]> {
  const { rows } = await tx.raw<{ rows: EventSubject[] }>(
    `select p.id as "subjectId", p.id as "personId", '/Persons/' || p.reference_id as uri, p.status <> 'active' as removed,
            p.status = 'active' and exists (
              select from directory.effective_affiliations a where a.person_id = p.id) as active,
            t.active as "toldActive", t.removed as "toldRemoved"
     from directory.people p
     left join registrar.event_subjects t on t.stream_id = ? and t.subject_id = p.id
     where p.id = any(?::uuid[])
     order by p.id`,
    [streamId, [...personIds]] as never,
  );
  return rows;
}

/** Who began or ended by the clock alone since a moment; the longest grace that is looked back over is a year. */
export async function listPeopleByClock(tx: Tx, universityId: string | null, since: Date): Promise<string[]> {
  const { rows } = await tx.raw<{ rows: { id: string }[] }>(
    `select distinct a.person_id as id from directory.affiliations a
     where upper_inf(a.recorded) and (?::uuid is null or a.university_id = ?)
       and (lower(a.valid) > ? and lower(a.valid) <= now()
         or not upper_inf(a.valid) and upper(a.valid) > ?::timestamptz - interval '1 year' and upper(a.valid) <= now()
            and upper(a.valid) + a.grace > ? and upper(a.valid) + a.grace <= now())
     order by 1`,
    [universityId, universityId, since, since, since] as never,
  );
  return rows.map((row) => row.id);
}

export async function rememberSubjects(
  tx: Tx,
  streamId: string,
  told: readonly { subjectId: string; active: boolean; removed: boolean }[],
): Promise<void> {
  await tx.raw(
    `insert into registrar.event_subjects (stream_id, subject_id, active, removed)
     select ?, * from unnest(?::uuid[], ?::boolean[], ?::boolean[])
     on conflict (stream_id, subject_id) do update set active = excluded.active, removed = excluded.removed`,
    [
      streamId,
      told.map((one) => one.subjectId),
      told.map((one) => one.active),
      told.map((one) => one.removed),
    ] as never,
  );
}
