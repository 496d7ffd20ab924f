import { brokenAt, type ChainedCardEvent, findCardByNumber, readCardHistory, recordAudit } from '@onecampus/directory';
import { DomainError } from '@onecampus/errors';
import type { CardNumber } from '@onecampus/pass-codes';
import type { CardDesk } from '../card-desk.ts';
import type { Operator } from '../rules/operator.ts';

export interface CardHistory {
  readonly events: readonly ChainedCardEvent[];
  /** `broken_at` is the number of the first event that is missing or is not what was written. */
  readonly chain: { readonly intact: true } | { readonly intact: false; readonly broken_at: number };
}

/** Everything that happened to a card; the look is audited under its holder. @throws DomainError `card.unknown`. */
export async function showCardHistory(
  desk: CardDesk,
  { by, number }: { readonly by: Operator; readonly number: CardNumber },
): Promise<CardHistory> {
  const card = await findCardByNumber(desk.db, number);
  if (!card) throw new DomainError('card.unknown', 'There is no card with this number.');
  await recordAudit(desk.db, { actor: by.actor, action: 'person.viewed', subject: `person:${card.personId}` });
  const events = await readCardHistory(desk.db, card.id);
  const broken = brokenAt(events, Math.max(card.version, events.length));
  return { events, chain: broken === undefined ? { intact: true } : { intact: false, broken_at: broken } };
}
