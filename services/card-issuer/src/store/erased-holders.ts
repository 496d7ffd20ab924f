import type { Db, Tx } from '@onecampus/database';
import type { CardState } from '@onecampus/directory';

/** Where the card of an erased person goes from each state; the others have ended already. */
export const endOfCard: Readonly<Partial<Record<CardState, CardState>>> = {
  requested: 'cancelled',
  approved: 'cancelled',
  ready: 'cancelled',
  in_production: 'closed',
  produced: 'closed',
  active: 'closed',
  suspended: 'closed',
  lost: 'closed',
  stolen: 'closed',
  damaged: 'closed',
};

/** Ids of cards that live although their holder is erased. */
export async function listCardsOfErased(db: Db, limit: number): Promise<string[]> {
  const { rows } = await db.raw<{ rows: { id: string }[] }>(
    `select c.id from directory.cards c
     where c.state = any(?::text[]) and c.person_id in (select id from directory.people where status = 'erased')
     order by c.id limit ?`,
    [Object.keys(endOfCard), limit] as never,
  );
  return rows.map(({ id }) => id);
}

/** Forgets what clients were answered about a person. */
export async function forgetAnswersAbout(tx: Tx, personId: string): Promise<void> {
  await tx.raw(`delete from card_issuer.idempotency_keys where answer ->> 'personId' = ?`, [personId]);
}
