/** The fourteen flags of a patron, in their order (3M SIP 2.00, "patron status", p. 22). */
export const patronStatusFlags = [
  'charge_denied',
  'renewal_denied',
  'recall_denied',
  'hold_denied',
  'card_reported_lost',
  'too_many_charged',
  'too_many_overdue',
  'too_many_renewals',
  'too_many_claims_returned',
  'too_many_lost',
  'excessive_fines',
  'excessive_fees',
  'recall_overdue',
  'too_many_billed',
] as const;
export type PatronStatusFlag = (typeof patronStatusFlags)[number];

/** `Y` or a space. Never `N`: clients in use take anything but a space for a yes. */
export function patronStatus(flags: ReadonlySet<PatronStatusFlag>): string {
  return patronStatusFlags.map((flag) => (flags.has(flag) ? 'Y' : ' ')).join('');
}
