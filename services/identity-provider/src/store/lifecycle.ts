import type { Db, Tx } from '@onecampus/database';
import { currentFeedPosition, type FeedPosition } from '@onecampus/directory';

/** How far the feed has been followed, by whichever instance; from its present end where nobody ever has. */
export async function findFeedPosition(db: Db): Promise<FeedPosition> {
  const end = await currentFeedPosition(db);
  await db.raw(
    `insert into identity_provider.lifecycle_positions (name, tx, sequence) values ('feed', ?::xid8, ?::bigint)
     on conflict (name) do nothing`,
    [end.tx, end.sequence],
  );
  const { rows } = await db.raw<{ rows: FeedPosition[] }>(
    `select tx::text, sequence::text from identity_provider.lifecycle_positions where name = 'feed'`,
  );
  return rows[0]!;
}

/** The slower of two instances takes nothing back. */
export async function saveFeedPosition(db: Db, { tx, sequence }: FeedPosition): Promise<void> {
  await db.raw(
    `update identity_provider.lifecycle_positions set tx = ?::xid8, sequence = ?::bigint
     where name = 'feed' and (tx, sequence) < (?::xid8, ?::bigint)`,
    [tx, sequence, tx, sequence],
  );
}

/**
 * The people of whose affiliations one ended by the clock since this was last asked, by whichever instance; the clock is
 * moved on in the same transaction. `undefined` while another instance is at it.
 */
export async function takeEndedAffiliations(tx: Tx): Promise<{ personIds: string[]; at: Date } | undefined> {
  await tx.raw(
    `insert into identity_provider.lifecycle_positions (name, at) values ('clock', now()) on conflict (name) do nothing`,
  );
  const { rows } = await tx.raw<{ rows: { since: Date; at: Date }[] }>(
    `select at as since, now() as at from identity_provider.lifecycle_positions where name = 'clock' for update skip locked`,
  );
  const window = rows[0];
  if (!window) return undefined;
  const ended = await tx.raw<{ rows: { id: string }[] }>(
    `select distinct person_id as id from directory.affiliations
     where upper_inf(recorded) and not upper_inf(valid)
       and upper(valid) <= now() and upper(valid) + grace > ? and upper(valid) + grace <= now()`,
    [window.since] as never,
  );
  await tx.raw(`update identity_provider.lifecycle_positions set at = now() where name = 'clock'`);
  return { personIds: ended.rows.map(({ id }) => id), at: window.at };
}

/** An account that has something open from before a moment. */
export interface OpenAccount {
  readonly personId: string;
  readonly referenceId: string;
}

/** What an account has open from before `?`: what somebody opened afterwards, he opened knowing. */
const openSince = `(
  exists (select from identity_provider.sessions s
          where s.account_id = a.reference_id and s.ended_at is null and s.epoch = a.epoch and s.login_at < ?)
  or exists (select from identity_provider.grants g
             where g.account_id = a.reference_id and g.epoch = a.epoch and g.created_at < ?))`;

/** Those of these people's accounts that have something open although none of their affiliations is effective any more. */
export async function findWithoutAffiliation(
  db: Db,
  personIds: readonly string[],
  before: Date,
): Promise<OpenAccount[]> {
  const { rows } = await db.raw<{ rows: OpenAccount[] }>(
    `select a.person_id as "personId", a.reference_id as "referenceId"
     from unnest(?::uuid[]) as p (id)
     cross join lateral directory.same_person(p.id) as part (id)
     join identity_provider.accounts a on a.person_id = part.id
     where ${openSince}
       and not exists (select from directory.effective_affiliations e where e.person_id = directory.canonical_person(p.id))
       -- Somebody who has yet to begin has lost nothing.
       and exists (select from directory.affiliations f
                   where f.person_id = directory.canonical_person(p.id) and lower(f.valid) <= now())
     group by a.person_id, a.reference_id order by a.person_id`,
    [[...personIds], before, before] as never,
  );
  return rows;
}

/** The accounts with something open of people whose card was reported stolen by this very change of the card. */
export async function findRobbed(
  db: Db,
  change: { readonly cardId: string; readonly personId: string; readonly at: Date },
): Promise<OpenAccount[]> {
  const { rows } = await db.raw<{ rows: OpenAccount[] }>(
    `select a.person_id as "personId", a.reference_id as "referenceId"
     from directory.same_person(?) as part (id)
     join identity_provider.accounts a on a.person_id = part.id
     where ${openSince}
       and exists (select from directory.card_events e where e.card_id = ? and e.to_state = 'stolen'
                   and e.at between ?::timestamptz - interval '1 minute' and ?::timestamptz + interval '1 minute')
     order by a.person_id`,
    [change.personId, change.at, change.at, change.cardId, change.at, change.at] as never,
  );
  return rows;
}
