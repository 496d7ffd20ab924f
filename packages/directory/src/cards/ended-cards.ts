import type { Db } from '@onecampus/database';

/** States from which a card ends with its holder's last affiliation, or with its own time. */
const endable = ['active', 'suspended', 'lost', 'stolen', 'damaged'];

/** Temporary and visitors' cards whose time is up. */
export async function listPassedCards(db: Db, now: Date, limit: number): Promise<string[]> {
  const { rows } = await db.raw<{ rows: { id: string }[] }>(
    `select c.id from directory.cards c
     where c.kind <> 'shared' and c.valid_until <= ? and c.state = any(?::text[]) order by c.id limit ?`,
    [now, endable, limit] as never,
  );
  return rows.map(({ id }) => id);
}

/**
 * Shared cards whose holder has belonged to no university since `cutoff`: no affiliation was in effect, with its grace, nor
 * even believed, after that moment. A card younger than that waits, whatever became of the affiliation it was issued on.
 */
export async function listCardsOfTheGone(db: Db, cutoff: Date, limit: number): Promise<string[]> {
  const { rows } = await db.raw<{ rows: { id: string }[] }>(
    `select c.id
     from directory.cards c
     join directory.people p on p.id = c.person_id
     cross join lateral (select case p.status when 'merged' then directory.canonical_person(p.id) else p.id end as id) holder
     where c.kind = 'shared' and c.state = any(?::text[]) and c.valid_from < ? and p.status <> 'erased'
       and not exists (
         select from directory.affiliations a
         where a.person_id = holder.id and upper_inf(a.recorded) and (upper_inf(a.valid) or upper(a.valid) + a.grace > ?))
       and not exists (
         select from directory.affiliations a
         where a.person_id = holder.id and not upper_inf(a.recorded) and upper(a.recorded) > ?)
     order by c.id limit ?`,
    [endable, cutoff, cutoff, cutoff, limit] as never,
  );
  return rows.map(({ id }) => id);
}
