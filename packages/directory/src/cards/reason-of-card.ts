import type { CardState } from './card.ts';
import type { CardReason } from './card-reason.ts';
import type { PatronBlock } from './patron-block.ts';

/** A request that was turned down never became a card: its number is as foreign as any other. */
const stateReasons: Readonly<Record<CardState, CardReason | null>> = {
  requested: 'not_activated',
  rejected: 'unknown',
  cancelled: 'unknown',
  approved: 'not_activated',
  in_production: 'not_activated',
  produced: 'not_activated',
  ready: 'not_activated',
  active: null,
  suspended: 'suspended',
  lost: 'lost',
  stolen: 'stolen',
  damaged: 'damaged',
  replaced: 'replaced',
  revoked: 'revoked',
  closed: 'closed',
};

export interface CardFacts {
  readonly state: CardState;
  readonly validFrom: Date;
  /** The card's own end. */
  readonly validUntil: Date | null;
  /** Somebody vouches for the holder now: an affiliation in effect, or a visitor's card that needs none. */
  readonly entitled: boolean;
}

/**
 * The first thing that is wrong with a card, in the order that gates keep as well: its state, its own window, its holder's
 * affiliations. "Expired" is said here, at the time of asking, and stored nowhere.
 */
export function reasonOfCard(card: CardFacts, now: Date): CardReason {
  const reason = stateReasons[card.state];
  if (reason) return reason;
  if (now < card.validFrom) return 'not_yet_valid';
  if (card.validUntil && now >= card.validUntil) return 'card_expired';
  return card.entitled ? 'ok' : 'affiliation_ended';
}

/** What the blocks that hold here make of a card that is in order. One of here is told before one of the consortium. */
export function reasonOfBlocks(blocks: readonly Pick<PatronBlock, 'scope'>[]): CardReason {
  if (blocks.length === 0) return 'ok';
  return blocks.some((block) => block.scope !== 'consortium') ? 'blocked_here' : 'blocked_consortium';
}
