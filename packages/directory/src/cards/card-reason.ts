/**
 * Why a card or its holder is refused, or `ok`: one closed list for the desk, the reader's own page, the API and SIP2. The
 * names are those that gates use where both speak of the same thing.
 */
export const cardReasons = [
  'ok',
  'unknown',
  'bad_check_digit',
  'not_activated',
  'suspended',
  'lost',
  'stolen',
  'damaged',
  'replaced',
  'revoked',
  'closed',
  'not_yet_valid',
  'card_expired',
  'affiliation_ended',
  'blocked_here',
  'blocked_consortium',
  'guardian_missing',
  'pin_required',
  'pin_wrong',
  'pin_locked',
  'code_stale',
  'code_replayed',
  'device_unknown',
  'terminal_not_allowed',
  'policy_denied',
] as const;
export type CardReason = (typeof cardReasons)[number];
