import type { Db, Tx } from '@onecampus/database';
import type { Account } from './accounts.ts';

export interface UpstreamSubject {
  readonly issuer: string;
  readonly sub: string;
  /** A link of one university opens nothing for another, should both name one issuer. */
  readonly universityId: string;
}

/** Whose account a provider's `sub` opens; its use is noted. */
export async function useUpstreamLink(
  tx: Tx,
  { issuer, sub, universityId }: UpstreamSubject,
): Promise<Account | undefined> {
  const { rows } = await tx.raw<{ rows: Account[] }>(
    `update identity_provider.upstream_links l set last_used_at = now()
     from identity_provider.accounts a
     where l.issuer = ? and l.sub = ? and l.university_id = ? and a.person_id = l.person_id
     returning a.person_id as "personId", a.reference_id as "referenceId", a.state, a.epoch`,
    [issuer, sub, universityId],
  );
  return rows[0];
}

/** `false` where the subject is linked already, or the person to another subject of this issuer. */
export async function insertUpstreamLink(
  tx: Tx,
  link: UpstreamSubject & { readonly upstreamId: string; readonly personId: string; readonly by: string },
): Promise<boolean> {
  const { rowCount } = await tx.raw<{ rowCount: number }>(
    `insert into identity_provider.upstream_links (issuer, sub, upstream_id, university_id, person_id, linked_by)
     values (?, ?, ?, ?, ?, ?) on conflict do nothing`,
    [link.issuer, link.sub, link.upstreamId, link.universityId, link.personId, link.by],
  );
  return rowCount === 1;
}

/** Another subject of the same issuer does not open this account any more: people have decided that the new one does. */
export async function dropUpstreamLink(tx: Tx, issuer: string, personId: string): Promise<void> {
  await tx.raw('delete from identity_provider.upstream_links where issuer = ? and person_id = ?', [issuer, personId]);
}

export async function countUpstreamLinks(db: Db, upstreamId: string): Promise<number> {
  const { rows } = await db.raw<{ rows: { count: number }[] }>(
    'select count(*)::int as count from identity_provider.upstream_links where upstream_id = ?',
    [upstreamId],
  );
  return rows[0]!.count;
}
