import { DomainError, isDomainError } from '@onecampus/errors';

/** What a rule of the database that a grant broke means to whoever granted. Any other error passes as it is. */
export function grantRefusal(error: unknown): unknown {
  if (!isDomainError(error)) return error;
  const constraint = String(error.details?.['constraint'] ?? '');
  const cause = { cause: error };
  switch (constraint) {
    case 'granted_by_its_owner':
    case 'entitlement_grants_uri_fkey':
      return new DomainError('entitlement.unknown', 'The university has defined no such entitlement.', cause);
    case 'record_grants_overlap':
    case 'group_grants_overlap':
    case 'affiliation_grants_overlap':
      return new DomainError('entitlement.granted_already', 'It is granted already in some part of that time.', cause);
    case 'border_needs_agreement':
      return new DomainError(
        'agreement.does_not_bind',
        'Another university’s people are reached by an agreement; name it.',
        cause,
      );
    case 'agreement_binds_both':
      return new DomainError(
        'agreement.does_not_bind',
        'The agreement does not bind both universities in that time.',
        cause,
      );
    case 'holder_is_own':
    case 'entitlement_grants_group_id_fkey':
      return new DomainError('group.unknown', 'The university has no such group.', cause);
    default:
      return error;
  }
}
