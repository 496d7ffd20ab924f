import type { Tx } from '@onecampus/database';
import type { Dispute, DisputeAnswer, DisputedFact } from '../rules/dispute.ts';

const columns = `d.id, d.university_id as "universityId", d.fact, d.fact_id as "factId", d.said, d.said_at as "saidAt", d.state,
  d.answer, d.answered_at as "answeredAt"`;

/** `false` where the same is open already. */
export async function insertDispute(
  tx: Tx,
  dispute: {
    readonly id: string;
    readonly universityId: string;
    readonly recordId: string;
    readonly fact: DisputedFact;
    readonly factId: string;
    readonly said: string;
  },
): Promise<boolean> {
  const { rowCount } = await tx.raw<{ rowCount: number }>(
    `insert into registrar.disputes (id, university_id, source_record_id, fact, fact_id, said) values (?, ?, ?, ?, ?, ?)
     on conflict (source_record_id, fact, fact_id) where state = 'open' and erased_at is null do nothing`,
    [dispute.id, dispute.universityId, dispute.recordId, dispute.fact, dispute.factId, dispute.said],
  );
  return rowCount === 1;
}

/** How many questions of a person wait for an answer, at all universities. */
export async function countOpenDisputes(tx: Tx, personId: string): Promise<number> {
  const { rows } = await tx.raw<{ rows: { n: number }[] }>(
    `select count(*)::int as n from registrar.disputes d join directory.source_records r on r.id = d.source_record_id
     where r.person_id = directory.canonical_person(?) and d.state = 'open' and d.erased_at is null`,
    [personId],
  );
  return rows[0]!.n;
}

/** What a person disputes, the newest first; those about his records alone, whoever else was one with him once. */
export async function listDisputesOfPerson(tx: Tx, personId: string, limit: number): Promise<Dispute[]> {
  const { rows } = await tx.raw<{ rows: Dispute[] }>(
    `select ${columns} from registrar.disputes d join directory.source_records r on r.id = d.source_record_id
     where r.person_id = directory.canonical_person(?) and d.erased_at is null order by d.said_at desc, d.id limit ?`,
    [personId, limit],
  );
  return rows;
}

/** A dispute as the university's registrar sees it. */
export interface UniversityDispute extends Dispute {
  readonly personId: string;
  readonly familyName: string;
  readonly givenName: string | null;
  readonly patronymic: string | null;
  /** What the record says today; of an affiliation the eduPerson word and the unit. */
  readonly says: string | null;
  readonly answeredBy: string | null;
}

const asUniversitySees = `select ${columns}, d.answered_by as "answeredBy", r.person_id as "personId", r.family_name as "familyName",
       r.given_name as "givenName", r.patronymic,
       case d.fact
         when 'name' then concat_ws(' ', r.family_name, r.given_name, r.patronymic)
         when 'birth_date' then r.birth_date::text
         when 'email' then r.email
         when 'phone' then r.phone
         when 'affiliation' then (select concat_ws(' · ', a.affiliation, a.org_unit, a.programme) from directory.affiliations a where a.id = d.fact_id)
         when 'identifier' then (select i.value from directory.identifiers i where i.id = d.fact_id)
         when 'group' then (select g.display_name from directory.groups g where g.id = d.fact_id)
         when 'entitlement' then (select g.uri from directory.entitlement_grants g where g.id = d.fact_id)
       end as says
     from registrar.disputes d join directory.source_records r on r.id = d.source_record_id`;

/** Those of the transaction's university: of the open ones the oldest first, of the others the newest. */
export async function listDisputes(
  tx: Tx,
  wanted: { readonly open: boolean; readonly limit: number },
): Promise<UniversityDispute[]> {
  const { rows } = await tx.raw<{ rows: UniversityDispute[] }>(
    `${asUniversitySees} where d.erased_at is null and (d.state = 'open') = ?
     order by case when d.state = 'open' then d.said_at end, d.answered_at desc, d.id limit ?`,
    [wanted.open, wanted.limit],
  );
  return rows;
}

export async function findDispute(tx: Tx, id: string): Promise<UniversityDispute | undefined> {
  const { rows } = await tx.raw<{ rows: UniversityDispute[] }>(
    `${asUniversitySees} where d.id = ? and d.erased_at is null`,
    [id],
  );
  return rows[0];
}

/** One answer: `false` where there was one already. */
export async function answerDispute(
  tx: Tx,
  answer: { readonly id: string; readonly by: string; readonly state: DisputeAnswer; readonly answer: string },
): Promise<boolean> {
  const { rowCount } = await tx.raw<{ rowCount: number }>(
    `update registrar.disputes set state = ?, answer = ?, answered_by = ?, answered_at = now() where id = ? and state = 'open'`,
    [answer.state, answer.answer, answer.by, answer.id],
  );
  return rowCount === 1;
}
