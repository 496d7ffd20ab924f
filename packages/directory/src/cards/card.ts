/** States of a card. `expired` is not one of them: it follows from `validUntil` and the clock. */
export const cardStates = [
  'requested',
  'rejected',
  'cancelled',
  'approved',
  'in_production',
  'produced',
  'ready',
  'active',
  'suspended',
  'lost',
  'stolen',
  'damaged',
  'replaced',
  'revoked',
  'closed',
] as const;
export type CardState = (typeof cardStates)[number];

/** `temporary` stands in for a card; `visitor` is for somebody of no university and asks for no affiliation. Both have an end. */
export const cardKinds = ['shared', 'temporary', 'visitor'] as const;
export type CardKind = (typeof cardKinds)[number];

export interface Card {
  readonly id: string;
  readonly personId: string;
  /** 14 digits, or `null` before one was reserved. */
  readonly number: string | null;
  readonly kind: CardKind;
  readonly state: CardState;
  readonly stateReason: string | null;
  readonly issuedByUniversityId: string;
  readonly validFrom: Date;
  readonly validUntil: Date | null;
  readonly replaces: string | null;
  /** Grows by one with each change; send it along to change only what you have seen. */
  readonly version: number;
  readonly changedAt: Date;
}

/** A card stays with the person it was given to; `personId` is who he is today. */
export const cardColumns = `id,
  (select case p.status when 'merged' then directory.canonical_person(p.id) else p.id end from directory.people p where p.id = cards.person_id) as "personId",
  number, kind, state, state_reason as "stateReason",
  issued_by_university_id as "issuedByUniversityId", valid_from as "validFrom", valid_until as "validUntil",
  replaces, version::int as version, changed_at as "changedAt"`;
