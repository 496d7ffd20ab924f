import type { Db } from '@onecampus/database';

/** Whether somebody belongs to a university and acts for no other one in this session. */
export async function actsFor(
  db: Db,
  who: { readonly referenceId: string; readonly sessionUid: string | undefined },
  universityId: string,
): Promise<boolean> {
  const { rows } = await db.raw<{ rows: { acts: boolean }[] }>(
    `select exists (select from identity_provider.accounts c
                    join directory.effective_affiliations a on a.person_id = directory.canonical_person(c.person_id)
                    where c.reference_id = :referenceId and a.university_id = :universityId)
        and coalesce((select s.university_id = :universityId from identity_provider.sessions s
                      where s.uid = :sessionUid order by s.created_at desc limit 1), true) as acts`,
    { referenceId: who.referenceId, sessionUid: who.sessionUid ?? null, universityId } as never,
  );
  return rows[0]!.acts;
}

/** The client's state, as two officers decided about it; `false` where there is no such application of the consortium's. */
export async function setFirstParty(
  db: Db,
  decision: { readonly clientId: string; readonly askedBy: string; readonly agreedBy: string },
): Promise<boolean> {
  const { rows } = await db.raw<{ rows: unknown[] }>(
    `update identity_provider.clients set first_party = true, first_party_asked_by = :askedBy, first_party_agreed_by = :agreedBy,
       changed_by = :by
     where id = :clientId and university_id is null and origin not in ('product', 'federation') and state <> 'withdrawn' returning 1`,
    { ...decision, by: `person:${decision.agreedBy}` } as never,
  );
  return rows.length === 1;
}
