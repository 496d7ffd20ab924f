import { transaction } from '@onecampus/database';
import type { CardState } from '@onecampus/directory';
import type { FreshDatabase } from './databases.ts';

/**
 * Puts a card into any state past all rules, as the administrator with the triggers off, with the event that would have
 * brought it there. The card's version grows by one.
 */
export async function forceCardInto(
  database: FreshDatabase,
  cardId: string,
  state: CardState,
  { by = 'service:test', daysAgo = 0 }: { by?: string; daysAgo?: number } = {},
): Promise<void> {
  await transaction(database.admin, async (tx) => {
    await tx.raw(`set local session_replication_role = replica`);
    await tx.raw(`update directory.cards set state = ?, version = version + 1 where id = ?`, [state, cardId]);
    await tx.raw(
      `insert into directory.card_events (card_id, sequence, at, actor, from_state, to_state, prev, hash)
       select c.id, c.version, now() - make_interval(days => ?), ?, 'new', c.state, last.hash, last.hash
       from directory.cards c
       join directory.card_events last on last.card_id = c.id and last.sequence = c.version - 1
       where c.id = ?`,
      [daysAgo, by, cardId] as never,
    );
  });
}
