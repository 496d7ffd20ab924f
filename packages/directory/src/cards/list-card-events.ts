import type { Db } from '@onecampus/database';
import type { CardState } from './card.ts';

/** One thing that happened to a card; written by Postgres itself, one for each change. */
export interface CardEvent {
  readonly cardId: string;
  /** The card's version after the change. */
  readonly sequence: number;
  readonly at: Date;
  /** Written like an `Actor`. */
  readonly actor: string;
  readonly from: CardState | 'new';
  readonly to: CardState;
  readonly reason: string | null;
}

/** What happened to all cards of a person, the newest first. */
export async function listCardEventsOfPerson(db: Db, personId: string, limit: number): Promise<CardEvent[]> {
  const { rows } = await db.raw<{ rows: CardEvent[] }>(
    `select e.card_id as "cardId", e.sequence::int as sequence, e.at, e.actor, e.from_state as "from", e.to_state as "to", e.reason
     from directory.card_events e
     join directory.cards c on c.id = e.card_id
     where c.person_id in (select directory.same_person(?))
     order by e.at desc, e.sequence desc
     limit ?`,
    [personId, limit],
  );
  return rows;
}
