import type { Card, CardEvent } from '@onecampus/directory';

/** For how long a reader may take back that he stopped his card himself; Postgres keeps it too (migration 0053). */
const own_suspension_ms = 30 * 86_400_000;

/** Whether the button is shown to the holder. `events` are the newest first. */
export function mayResume(
  card: Pick<Card, 'id' | 'state'>,
  events: readonly CardEvent[],
  personId: string,
  now: Date,
): boolean {
  if (card.state !== 'suspended') return false;
  const stopped = events.find((event) => event.cardId === card.id && event.from !== event.to);
  return stopped?.actor === `person:${personId}` && now.getTime() - stopped.at.getTime() < own_suspension_ms;
}
