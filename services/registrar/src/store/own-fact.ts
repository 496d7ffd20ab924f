import type { Tx } from '@onecampus/database';
import type { DisputedFact } from '../rules/dispute.ts';

/**
 * The living record from which a fact about a person hangs, and whose it is; `undefined` where it is not this person's. What
 * another university grants to a university's people rests on no record of the granting one, so nobody there could answer.
 */
export async function findOwnFact(
  tx: Tx,
  wanted: { readonly personId: string; readonly fact: DisputedFact; readonly factId: string },
): Promise<{ recordId: string; universityId: string } | undefined> {
  const { rows } = await tx.raw<{ rows: { recordId: string; universityId: string }[] }>(
    `select r.id as "recordId", r.university_id as "universityId" from directory.source_records r
     where r.person_id = directory.canonical_person(:personId) and r.erased_at is null and case cast(:fact as text)
       when 'affiliation' then exists (
         select from directory.affiliations a where a.id = :factId and a.source_record_id = r.id and upper_inf(a.recorded))
       when 'identifier' then exists (
         select from directory.identifiers i where i.id = :factId and i.source_record_id = r.id and i.state <> 'tombstone')
       when 'group' then exists (
         select from directory.group_members m where m.group_id = :factId and m.source_record_id = r.id)
       when 'entitlement' then exists (
         select from directory.effective_entitlements e
         where e.grant_id = :factId and e.person_id = r.person_id and e.university_id = r.university_id)
       else r.id = :factId end
     order by r.missing_since is not null, r.created_at, r.id limit 1`,
    wanted,
  );
  return rows[0];
}
