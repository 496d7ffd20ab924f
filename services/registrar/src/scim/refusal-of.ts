import { constraintOf } from '@onecampus/database';
import { DomainError, isDomainError } from '@onecampus/errors';
import { statusOf } from '@onecampus/http';
import { ScimError, scimErrorBody } from '@onecampus/scim';
import { MethodNotAllowed } from './answer-endpoint.ts';
import type { ScimAnswer } from './scim-answer.ts';

/** Rules of the database in words for whoever keeps the client. */
const sentences: Readonly<Record<string, string>> = {
  scim_user_name_never_reused: 'A User of this userName exists already.',
  scim_external_id_once: 'A User of this externalId exists already.',
  source_records_source_id_source_key_key: 'A User of this externalId exists already.',
  identifier_never_reused: 'A login or number of the User is or was somebody else’s, and is never given again.',
  tombstone_never_reused: 'A login or number of the User belonged to somebody who was erased; it is never given again.',
  one_current_eppn: 'The person has another current login at this university.',
  affiliation_windows_overlap: 'The window overlaps another affiliation of the same kind of this User.',
  scim_affiliation_windows_overlap: 'The window overlaps another affiliation of the same kind of this User.',
  scim_affiliation_external_id_once: 'An Affiliation of this externalId exists already.',
  membership_windows_overlap: 'A member has a membership with an end in this group already, made elsewhere.',
  one_group_of_a_name: 'A group of this displayName exists already at this university.',
  one_group_of_a_key: 'A group of this externalId exists already at this university.',
};

/** The one place where an error becomes a SCIM answer (RFC 7644 §3.12); what nobody knows says nothing. */
export function refusalOf(thrown: unknown): ScimAnswer & { readonly error: ScimError | DomainError } {
  if (thrown instanceof ScimError) {
    const headers = thrown instanceof MethodNotAllowed ? { Allow: thrown.allow } : {};
    return { status: thrown.status, body: scimErrorBody(thrown), headers, error: thrown };
  }
  const error = isDomainError(thrown)
    ? thrown
    : new DomainError('unexpected', 'Something went wrong on our side.', { cause: thrown });
  return { ...answerOf(error), error };
}

function answerOf(error: DomainError): ScimAnswer {
  const status = statusOf(error.kind);
  if (error.kind === 'internal') return said(status, 'Something went wrong on our side.');
  if (error.kind === 'unavailable') {
    return said(status, error.message, undefined, { 'Retry-After': String(Math.ceil(error.retryAfterSeconds ?? 2)) });
  }
  if (error.kind === 'rate-limited') {
    return said(status, error.message, undefined, { 'Retry-After': String(Math.ceil(error.retryAfterSeconds ?? 1)) });
  }
  if (error.code === 'token.insufficient_scope') {
    return said(403, error.message, undefined, {
      'WWW-Authenticate': 'Bearer error="insufficient_scope", scope="scim"',
    });
  }
  if (status === 401) {
    const challenge = error.code === 'token.missing' ? 'Bearer' : 'Bearer error="invalid_token"';
    return said(status, error.message, undefined, { 'WWW-Authenticate': challenge });
  }
  if (status === 409) {
    const sentence = sentences[constraintOf(error) ?? ''] ?? error.message;
    return said(status, sentence, 'uniqueness');
  }
  return said(status, error.message);
}

function said(
  status: number,
  detail: string,
  scimType?: 'uniqueness',
  headers: Readonly<Record<string, string>> = {},
): ScimAnswer {
  return { status, body: scimErrorBody({ status, detail, scimType }), headers };
}
