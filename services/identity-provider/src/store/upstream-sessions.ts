import type { Db } from '@onecampus/database';
import type { UpstreamSession } from '../rules/upstream-session.ts';

/** Living sessions here that came from a session at a provider, with whose they are. */
export async function listSessionsFromUpstream(
  db: Db,
  from: { readonly upstreamId: string; readonly issuer: string; readonly sub?: string; readonly sid?: string },
): Promise<{ uid: string; personId: string }[]> {
  const { rows } = await db.raw<{ rows: { uid: string; personId: string }[] }>(
    `select distinct s.uid, a.person_id as "personId"
     from identity_provider.sessions s join identity_provider.accounts a on a.reference_id = s.account_id
     where s.ended_at is null and s.payload->'upstream' is not null
       and s.payload->'upstream'->>'id' = :upstreamId and s.payload->'upstream'->>'issuer' = :issuer
       and (:sub::text is null or s.payload->'upstream'->>'sub' = :sub)
       and (:sid::text is null or s.payload->'upstream'->>'sid' = :sid)`,
    { ...from, sub: from.sub ?? null, sid: from.sid ?? null } as never,
  );
  return rows;
}

/** Where the session came from whose sign-out this receipt is of; nothing after an hour, as with the receipt. */
export async function findUpstreamOfReceipt(db: Db, receiptHash: string): Promise<UpstreamSession | undefined> {
  const { rows } = await db.raw<{ rows: { upstream: UpstreamSession | null }[] }>(
    `select s.payload->'upstream' as upstream
     from identity_provider.logouts l join identity_provider.sessions s on s.uid = l.session_uid
     where l.receipt_hash = ? and l.ended_at > now() - interval '1 hour' and s.payload->'upstream' is not null limit 1`,
    [receiptHash],
  );
  return rows[0]?.upstream ?? undefined;
}
