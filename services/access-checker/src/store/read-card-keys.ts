import type { CardState } from '@onecampus/access-rules';
import type { Db } from '@onecampus/database';

/** What a gate may be shown (`key`) and the card that it stands for. Times are epoch milliseconds. */
export interface CardKeyRow {
  readonly cardId: string;
  readonly key: string;
  readonly personId: string;
  readonly state: CardState;
  readonly validFrom: number | null;
  readonly validTo: number | null;
  /** Of a visitor's card: the domain of the university that invites him. */
  readonly visitorOf: string | null;
}

/** The person is who the holder is today. A key that has died while its card lives on was replaced by another; a card without any key yet is known by its number. */
const columns = `c.id as "cardId", coalesce(k.lookup_key, c.number) as key,
  case merged.status when 'merged' then directory.canonical_person(merged.id) else c.person_id end as "personId",
  case when k.state = 'dead' and c.state = 'active' then 'replaced' else c.state end as state,
  extract(epoch from c.valid_from)::float8 * 1000 as "validFrom",
  extract(epoch from c.valid_until)::float8 * 1000 as "validTo",
  case c.kind when 'visitor' then (select u.home_organization from directory.universities u where u.id = c.issued_by_university_id) end
    as "visitorOf"`;

/** All keys of the next `cards_max` cards after an id, in the order of the cards' ids. */
export async function readCardKeysAfter(db: Db, afterId: string, cards_max: number): Promise<CardKeyRow[]> {
  const { rows } = await db.raw<{ rows: CardKeyRow[] }>(
    `select ${columns}
     from (select * from directory.cards where id > ? and number is not null order by id limit ?) c
     left join directory.credentials k on k.card_id = c.id and k.kind = 'barcode'
     left join directory.people merged on merged.id = c.person_id and merged.status = 'merged'
     order by c.id`,
    [afterId, cards_max],
  );
  return rows;
}

export async function readCardKeys(db: Db, cardIds: readonly string[]): Promise<CardKeyRow[]> {
  const { rows } = await db.raw<{ rows: CardKeyRow[] }>(
    `select ${columns}
     from directory.cards c
     left join directory.credentials k on k.card_id = c.id and k.kind = 'barcode'
     left join directory.people merged on merged.id = c.person_id and merged.status = 'merged'
     where c.id = any(?::uuid[]) and c.number is not null`,
    [[...cardIds]] as never,
  );
  return rows;
}

/** The cards of people who became one or were parted: of each of them and of those who are part of them. */
export async function listCardsOfPeople(db: Db, personIds: readonly string[]): Promise<string[]> {
  const { rows } = await db.raw<{ rows: { id: string }[] }>(
    `select c.id from directory.cards c
     where c.person_id in (select directory.same_person(asked.id) from unnest(?::uuid[]) as asked (id))`,
    [[...personIds]] as never,
  );
  return rows.map((row) => row.id);
}
