import type { Db } from '@onecampus/database';
import { type Card, cardColumns } from './card.ts';

export async function findCardById(db: Db, id: string): Promise<Card | undefined> {
  const { rows } = await db.raw<{ rows: Card[] }>(`select ${cardColumns} from directory.cards where id = ?`, [id]);
  return rows[0];
}

export async function findCardByNumber(db: Db, number: string): Promise<Card | undefined> {
  const { rows } = await db.raw<{ rows: Card[] }>(`select ${cardColumns} from directory.cards where number = ?`, [
    number,
  ]);
  return rows[0];
}

/** All cards a person ever had, those of his parts included, the newest first. */
export async function listCardsOfPerson(db: Db, personId: string): Promise<Card[]> {
  const { rows } = await db.raw<{ rows: Card[] }>(
    `select ${cardColumns} from directory.cards where person_id in (select directory.same_person(?)) order by created_at desc, id desc`,
    [personId],
  );
  return rows;
}
