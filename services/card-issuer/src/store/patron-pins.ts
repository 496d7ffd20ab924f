import type { Db, Tx } from '@onecampus/database';
import type { KeptPin } from '../rules/pin.ts';

/** Where a PIN is entered: failures are counted for each such place by itself. */
export interface PinPlace {
  readonly accountId: string;
  readonly address: string;
}

export interface PinAtPlace extends KeptPin {
  /** `null` where nobody entered a wrong one here of late. */
  readonly failures: number | null;
  readonly lockedUntil: Date | null;
}

/** The PIN that a person set last, under whichever of his parts, with what was entered wrongly at this place. */
export async function findPin(db: Db, personId: string, place: PinPlace): Promise<PinAtPlace | undefined> {
  const { rows } = await db.raw<{ rows: PinAtPlace[] }>(
    `select p.person_id as "personId", p.mac, p.salt, p.pepper, f.failures, f.locked_until as "lockedUntil"
     from card_issuer.patron_pins p
     left join card_issuer.pin_failures f on f.person_id = p.person_id and f.account_id = ? and f.address = ?
     where p.person_id in (select directory.same_person(?))
     order by p.changed_at desc limit 1`,
    [place.accountId, place.address, personId],
  );
  return rows[0];
}

export async function hasPin(db: Db, personId: string): Promise<boolean> {
  const { rows } = await db.raw<{ rows: unknown[] }>(
    `select 1 from card_issuer.patron_pins where person_id in (select directory.same_person(?)) limit 1`,
    [personId],
  );
  return rows.length > 0;
}

export async function savePin(tx: Tx, pin: KeptPin, at: Date): Promise<void> {
  await tx.raw(
    `insert into card_issuer.patron_pins (person_id, mac, salt, pepper, changed_at) values (?, ?, ?, ?, ?)
     on conflict (person_id) do update
       set mac = excluded.mac, salt = excluded.salt, pepper = excluded.pepper, changed_at = excluded.changed_at`,
    [pin.personId, pin.mac, pin.salt, pin.pepper, at] as never,
  );
}

const tries = 5;

/**
 * Adds one wrong entry. Every fifth locks this place for this person: for a quarter of an hour, then for twice as long each
 * time, at most a day. A day without a wrong entry and all is forgotten.
 */
export async function addPinFailure(db: Db, personId: string, place: PinPlace, at: Date): Promise<void> {
  await db.raw(
    `insert into card_issuer.pin_failures as f (person_id, account_id, address, failures, last_at)
     values (:personId, :accountId, :address, 1, :at)
     on conflict (person_id, account_id, address) do update set
       failures = case when f.last_at < excluded.last_at - interval '1 day' then 1 else f.failures + 1 end,
       last_at = excluded.last_at,
       locked_until = case
         when f.last_at < excluded.last_at - interval '1 day' or (f.failures + 1) % ${tries} <> 0 then null
         else excluded.last_at + least(interval '15 minutes' * power(2, least((f.failures + 1) / ${tries} - 1, 10)), interval '1 day')
       end`,
    { personId, ...place, at } as never,
  );
}

export async function forgetPinFailures(db: Db, personId: string, place?: PinPlace): Promise<void> {
  await db.raw(
    `delete from card_issuer.pin_failures
     where person_id in (select directory.same_person(?)) and (?::uuid is null or (account_id = ? and address = ?))`,
    [personId, place?.accountId ?? null, place?.accountId ?? null, place?.address ?? null] as never,
  );
}

/** Forgets the PINs of erased people, whether or not they ever had a card; how many there were. */
export async function forgetPinsOfErased(db: Db): Promise<number> {
  const erased = `person_id in (select id from directory.people where status = 'erased')`;
  await db.raw(`delete from card_issuer.pin_failures where ${erased}`);
  const { rowCount } = await db.raw<{ rowCount: number }>(`delete from card_issuer.patron_pins where ${erased}`);
  return rowCount;
}

/** Forgets old failures, which hold back nobody any more; how many there were. */
export async function purgePinFailures(db: Db, before: Date): Promise<number> {
  const { rowCount } = await db.raw<{ rowCount: number }>(`delete from card_issuer.pin_failures where last_at < ?`, [
    before,
  ]);
  return rowCount;
}
