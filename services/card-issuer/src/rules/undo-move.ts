import type { CardEvent, CardState } from '@onecampus/directory';

/** Ten seconds for the librarian, and two for the way there and back. */
const undo_ms = 12_000;

/** Where a card goes when its last event is taken back; `undefined` where it is not. */
export function undoMove(
  last: Pick<CardEvent, 'actor' | 'at' | 'from' | 'to'>,
  actor: string,
  now: Date,
): CardState | undefined {
  if (last.actor !== actor || now.getTime() - last.at.getTime() > undo_ms) return undefined;
  if (last.from === 'active' && (last.to === 'suspended' || last.to === 'lost')) return 'active';
  return last.from === 'new' && last.to === 'active' ? 'closed' : undefined;
}
