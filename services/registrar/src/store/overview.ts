import type { Tx } from '@onecampus/database';
import type { StoredAffiliation } from '@onecampus/directory';
import type { RollCounts } from '../rules/review-reasons.ts';
import { scimLabel } from './scim/scim-source.ts';

export interface AffiliationCount {
  readonly affiliation: StoredAffiliation;
  readonly people: number;
}

/** People of the transaction's university by what has effect now; who has two affiliations counts in both. */
export async function countByAffiliation(tx: Tx): Promise<AffiliationCount[]> {
  const { rows } = await tx.raw<{ rows: AffiliationCount[] }>(
    // Of 300,000 people a hash of the pairs takes half the time of count(distinct), which sorts them.
    `select affiliation, count(*)::int as people
     from (select distinct affiliation, person_id from directory.effective_affiliations
           where university_id = directory.current_university()) as held
     group by affiliation order by people desc, affiliation`,
  );
  return rows;
}

/** How many things of each kind wait for somebody at the transaction's university. */
export interface Waiting {
  readonly heldImports: number;
  readonly stagedImports: number;
  readonly matchRequests: number;
  readonly roleRequests: number;
  readonly erasures: number;
  readonly disputes: number;
  readonly failingStreams: number;
}

export async function countWaiting(tx: Tx): Promise<Waiting> {
  const { rows } = await tx.raw<{ rows: Waiting[] }>(
    `select
       (select count(*) from registrar.imports i
        where i.university_id = u.id and i.state = 'needs-review' and i.rows_dropped_at is null)::int as "heldImports",
       (select count(*) from registrar.imports i
        where i.university_id = u.id and i.state = 'staged' and i.rows_dropped_at is null)::int as "stagedImports",
       (select count(*) from directory.match_requests m where m.state = 'pending'
          and ((m.university_id = u.id and m.said_here is null) or (m.candidate_university_id = u.id and m.said_there is null)))::int as "matchRequests",
       (select count(*) from registrar.role_requests r
        where r.university_id = u.id and r.state = 'asked' and r.expires_at > now())::int as "roleRequests",
       (select count(*) from directory.erasures e where e.university_id = u.id and e.state = 'asked')::int as erasures,
       (select count(*) from registrar.disputes d
        where d.university_id = u.id and d.state = 'open' and d.erased_at is null)::int as disputes,
       (select count(*) from registrar.event_streams s
        where s.university_id = u.id and s.state = 'failing' and s.removed_at is null)::int as "failingStreams"
     from (select directory.current_university() as id) as u`,
  );
  return rows[0]!;
}

/** A source of files, with the last time that one was applied. */
export interface SourceSilence {
  readonly id: string;
  readonly label: string;
  readonly lastSaidAt: Date | null;
}

export async function listSourceSilence(tx: Tx): Promise<SourceSilence[]> {
  const { rows } = await tx.raw<{ rows: SourceSilence[] }>(
    `select s.id, s.label, (select max(i.finished_at) from registrar.imports i where i.source_id = s.id and i.state = 'applied') as "lastSaidAt"
     from directory.sources s
     where s.university_id = directory.current_university() and s.label <> ? order by s.label`,
    [scimLabel],
  );
  return rows;
}

export interface LatestRun {
  readonly id: string;
  readonly source: string;
  readonly state: string;
  readonly counts: RollCounts;
  readonly finishedAt: Date;
}

/** The last imports that were compared with the directory, the oldest of them first. */
export async function listLatestRuns(tx: Tx, limit: number): Promise<LatestRun[]> {
  const { rows } = await tx.raw<{ rows: LatestRun[] }>(
    `select * from (
       select i.id, s.label as source, i.state, i.counts, i.finished_at as "finishedAt"
       from registrar.imports i join directory.sources s on s.id = i.source_id
       where i.university_id = directory.current_university() and i.counts is not null and i.finished_at is not null
       order by i.finished_at desc, i.id desc limit ?) as latest
     order by "finishedAt", id`,
    [limit],
  );
  return rows;
}
