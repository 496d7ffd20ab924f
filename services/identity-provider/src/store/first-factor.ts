import type { Db } from '@onecampus/database';

/** What somebody's first factor may rest on besides his password; each serves for an hour. */
const serves_minutes = 60;

/** Whether this account was opened or given back in person just now: by an invitation, or by a recovery that two of staff saw. */
export async function wasOpenedInPerson(db: Db, personId: string, now: Date): Promise<boolean> {
  const { rows } = await db.raw<{ rows: { opened: boolean }[] }>(
    `select exists (select from identity_provider.invitations
                    where person_id = :personId and used_at > :now::timestamptz - make_interval(mins => ${serves_minutes}))
         or exists (select from identity_provider.recoveries
                    where person_id = :personId and ended_as = 'finished'
                      and ended_at > :now::timestamptz - make_interval(mins => ${serves_minutes})) as opened`,
    { personId, now } as never,
  );
  return rows[0]!.opened;
}

/** Whether a second person has confirmed that it is he who sits at this browser. */
export async function wasConfirmed(db: Db, personId: string, sessionHash: string): Promise<boolean> {
  const { rows } = await db.raw<{ rows: { confirmed: boolean }[] }>(
    `select exists (select from identity_provider.consortium_requests
                    where kind = 'first-factor' and subject = :personId and outcome = 'agreed'
                      and details ->> 'session' = :sessionHash
                      and decided_at > now() - make_interval(mins => ${serves_minutes})) as confirmed`,
    { personId, sessionHash } as never,
  );
  return rows[0]!.confirmed;
}

/** What he has asked for and nobody has decided yet. */
export async function findOpenConfirmation(
  db: Db,
  personId: string,
): Promise<{ readonly number: string; readonly sessionHash: string } | undefined> {
  const { rows } = await db.raw<{ rows: { number: string; sessionHash: string }[] }>(
    `select details ->> 'number' as number, details ->> 'session' as "sessionHash" from identity_provider.consortium_requests
     where kind = 'first-factor' and subject = ? and outcome is null and expires_at > now()`,
    [personId],
  );
  return rows[0];
}
