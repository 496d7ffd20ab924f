import type { Card, CardKind, CardState, EffectiveAffiliation } from '@onecampus/directory';

/** A card as the API and the pages show it. Plain JSON: it is also what is kept for a client that asks again. */
export interface CardView {
  readonly id: string;
  readonly number: string | null;
  readonly personId: string;
  readonly kind: CardKind;
  readonly state: CardState;
  readonly stateReason: string | null;
  readonly issuedByUniversityId: string;
  readonly validFrom: string;
  /** When it stops to be valid: the card's own end or that of the holder's last affiliation, whichever is first; `null` = open. */
  readonly validUntil: string | null;
  /** No affiliation is in effect (a visitor needs none), or the card's own end has passed. Derived at the time of asking, stored nowhere. */
  readonly expired: boolean;
  /** Id of the card in whose place this one came. */
  readonly replaces: string | null;
  readonly version: number;
  readonly changedAt: string;
}

/** `affiliations` are those of the holder that are in effect `now`. */
export function cardView(card: Card, affiliations: readonly EffectiveAffiliation[], now: Date): CardView {
  const visitor = card.kind === 'visitor';
  const ends = visitor ? card.validUntil : earlier(card.validUntil, endOfLast(affiliations));
  return {
    id: card.id,
    number: card.number,
    personId: card.personId,
    kind: card.kind,
    state: card.state,
    stateReason: card.stateReason,
    issuedByUniversityId: card.issuedByUniversityId,
    validFrom: card.validFrom.toISOString(),
    validUntil: ends?.toISOString() ?? null,
    expired: (affiliations.length === 0 && !visitor) || (ends !== null && ends <= now),
    replaces: card.replaces,
    version: card.version,
    changedAt: card.changedAt.toISOString(),
  };
}

/** `null` where one of them is open, or where there is none at all. */
function endOfLast(affiliations: readonly EffectiveAffiliation[]): Date | null {
  let last: Date | null = null;
  for (const { effectiveUntil } of affiliations) {
    if (effectiveUntil === null) return null;
    if (last === null || effectiveUntil > last) last = effectiveUntil;
  }
  return last;
}

function earlier(one: Date | null, other: Date | null): Date | null {
  if (one === null || other === null) return one ?? other;
  return one < other ? one : other;
}
