import { canonicalText, genesisOf, leafOf, linkOf } from '@onecampus/audit-chain';
import type { Db } from '@onecampus/database';
import type { CardState } from './card.ts';

/** One event of a card with the link that ties it to the one before; times as the text that is hashed. */
export interface ChainedCardEvent {
  readonly cardId: string;
  /** The card's version after the change; the first is 1. */
  readonly sequence: number;
  /** ISO 8601 in UTC, to the microsecond. */
  readonly at: string;
  readonly actor: string;
  readonly from: CardState | 'new';
  readonly to: CardState;
  readonly reason: string | null;
  readonly validUntil: string | null;
  /** Hash of this link, hex. */
  readonly hash: string;
}

const inMicroseconds = `at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'`;

/** Everything that happened to one card, the oldest first. */
export async function readCardHistory(db: Db, cardId: string): Promise<ChainedCardEvent[]> {
  const { rows } = await db.raw<{ rows: ChainedCardEvent[] }>(
    `select e.card_id as "cardId", e.sequence::int as sequence, to_char(e.at ${inMicroseconds}) as at, e.actor,
            e.from_state as "from", e.to_state as "to", e.reason, to_char(e.valid_until ${inMicroseconds}) as "validUntil",
            encode(e.hash, 'hex') as hash
     from directory.card_events e where e.card_id = ? order by e.sequence`,
    [cardId],
  );
  return rows;
}

/**
 * The first event of a history that is not what was written, or is not there; `undefined` where all of it is, up to the
 * `version` that the card has. The format is that of the audit chains, with `card:<id>` for a chain.
 */
export function brokenAt(events: readonly ChainedCardEvent[], version: number): number | undefined {
  let n = 0;
  let head: Buffer | undefined;
  for (const event of events) {
    n += 1;
    head = linkOf(head ?? genesisOf(`card:${event.cardId}`), n, leafOf(canonicalText(recordOf(event))));
    if (event.sequence !== n || event.hash !== head.toString('hex')) return n;
  }
  return n === version ? undefined : n + 1;
}

function recordOf({ cardId, sequence, at, actor, from, to, reason, validUntil }: ChainedCardEvent): object {
  return { card_id: cardId, sequence, at, actor, from_state: from, to_state: to, reason, valid_until: validUntil };
}
