/** What an error means to a caller. A closed list: packages/http has one status for each and no default but `internal`. */
export type ErrorKind =
  | 'invalid'
  | 'unauthenticated'
  | 'forbidden'
  | 'not-found'
  | 'conflict'
  | 'too-large'
  | 'unsupported'
  | 'unprocessable'
  | 'rate-limited'
  | 'unavailable'
  | 'internal';

/** Every code of the product, `noun.reason`, with its kind. A new refusal is a new line here. */
export const errorCodes = {
  'request.malformed': 'invalid',
  'request.unknown_field': 'invalid',
  'request.too_large': 'too-large',
  'request.unsupported_type': 'unsupported',
  'request.cross_site': 'forbidden',
  'request.too_many': 'rate-limited',
  'route.unknown': 'not-found',

  'token.missing': 'unauthenticated',
  'token.invalid': 'unauthenticated',
  'token.expired': 'unauthenticated',
  'token.wrong_audience': 'unauthenticated',
  'token.wrong_issuer': 'unauthenticated',
  'token.insufficient_scope': 'forbidden',
  'staff.not_signed_in': 'unauthenticated',
  'staff.role_missing': 'forbidden',

  'person.unknown': 'not-found',
  'person.ambiguous': 'conflict',
  'person.own_record': 'forbidden',
  'person.not_active': 'conflict',
  'person.already_one': 'conflict',
  'merge.unknown': 'not-found',
  'merge.undone': 'conflict',
  'match.unknown': 'not-found',
  'match.decided': 'conflict',
  'match.second_pair_of_eyes': 'forbidden',
  'link.expired': 'conflict',
  'university.unknown': 'not-found',
  'source.unknown': 'not-found',
  'source.fed_by_scim': 'conflict',
  'role.unknown': 'invalid',
  'role.own': 'conflict',
  'role.held_already': 'conflict',
  'role.asked_already': 'conflict',
  'role.request_unknown': 'not-found',
  'role.request_decided': 'conflict',
  'role.second_pair_of_eyes': 'forbidden',
  'group.unknown': 'not-found',
  'entitlement.unknown': 'not-found',
  'entitlement.of_another': 'conflict',
  'entitlement.granted_already': 'conflict',
  'entitlement.grant_unknown': 'not-found',
  'agreement.unknown': 'not-found',
  'agreement.does_not_bind': 'conflict',

  'import.unreadable': 'unprocessable',
  'import.empty': 'unprocessable',
  'import.shrinks_too_much': 'conflict',
  'import.unknown': 'not-found',
  'import.already_applied': 'conflict',
  'import.needs_review': 'conflict',
  'import.not_applied': 'conflict',
  'import.changed_since': 'conflict',

  'scim-token.unknown': 'not-found',
  'scim-token.too_many': 'conflict',
  'scim-client.unknown': 'not-found',
  'scim-client.bound_elsewhere': 'conflict',

  'checkpoint.unknown': 'not-found',
  'witness.unfit': 'unprocessable',

  'idempotency.key_reused': 'unprocessable',
  'account.unknown': 'not-found',
  'invitation.unknown': 'not-found',
  'recovery.unknown': 'not-found',
  'recovery.asked_already': 'conflict',
  'recovery.not_open': 'conflict',
  'recovery.elsewhere': 'conflict',
  'recovery.serves_elsewhere': 'conflict',
  'recovery.decided': 'conflict',
  'recovery.too_early': 'conflict',
  'recovery.second_pair_of_eyes': 'forbidden',
  'password.unfit': 'unprocessable',
  'password.queue_full': 'unavailable',
  'registration-leave.unknown': 'not-found',
  'client.unknown': 'not-found',
  'client.exists': 'conflict',
  'client.unfit': 'unprocessable',
  'client.of_the_product': 'conflict',
  'client.state_refused': 'conflict',
  'client.not_tested': 'conflict',
  'key.unknown': 'not-found',
  'key.withdrawn': 'conflict',
  'key.not_retired': 'conflict',
  'consortium.request_unknown': 'not-found',
  'consortium.already_asked': 'conflict',
  'consortium.second_pair_of_eyes': 'forbidden',
  'consortium.enough_officers': 'conflict',
  'consortium.too_few_officers': 'conflict',
  'federation.unreachable': 'unprocessable',
  'federation.entity_exists': 'conflict',
  'federation.entity_unknown': 'not-found',
  'federation.second_pair_of_eyes': 'forbidden',
  'network.unfit': 'unprocessable',
  'network.unknown': 'not-found',
  'network.second_pair_of_eyes': 'forbidden',

  'card.unknown': 'not-found',
  'card.number_unfit': 'unprocessable',
  'card.number_taken': 'conflict',
  'card.already_live': 'conflict',
  'card.not_entitled': 'conflict',
  'card.state_change_refused': 'conflict',
  'card.changed_meanwhile': 'conflict',

  'zone.unknown': 'not-found',
  'zone.exists': 'conflict',
  'rule.unknown': 'not-found',
  'rule.unfit': 'unprocessable',
  'terminal.unknown': 'not-found',
  'terminal.exists': 'conflict',
  'terminal.not_enrolled': 'unauthenticated',

  'stream.unknown': 'not-found',
  'stream.exists': 'conflict',

  'version.stale': 'conflict',
  'row.duplicate': 'conflict',
  'row.refused': 'conflict',
  'row.missing_reference': 'conflict',
  'record.erased': 'conflict',
  'erasure.unknown': 'not-found',
  'erasure.decided': 'conflict',
  'erasure.asked_already': 'conflict',
  'erasure.too_early': 'conflict',
  'erasure.second_pair_of_eyes': 'forbidden',
  'dispute.unknown': 'not-found',
  'dispute.asked_already': 'conflict',
  'dispute.answered_already': 'conflict',
  'dispute.too_many': 'rate-limited',
  'departure.unknown': 'not-found',
  'departure.announced_already': 'conflict',
  'departure.not_agreed': 'conflict',
  'departure.too_early': 'conflict',
  'departure.second_pair_of_eyes': 'forbidden',
  'university.left': 'conflict',
  'identifier.erased': 'conflict',

  'database.unavailable': 'unavailable',
  'database.busy': 'unavailable',
  'ephemeral.unavailable': 'unavailable',
  'snapshot.not_ready': 'unavailable',
  'service.draining': 'unavailable',
  'upstream.unavailable': 'unavailable',
  'upstream.unknown': 'not-found',
  'upstream.unfit': 'unprocessable',
  'upstream.not_tested': 'conflict',
  'config.faulty': 'internal',
  unexpected: 'internal',
} as const satisfies Record<string, ErrorKind>;

export type ErrorCode = keyof typeof errorCodes;

export function kindOf(code: ErrorCode): ErrorKind {
  return errorCodes[code];
}
