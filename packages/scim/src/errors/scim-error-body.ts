import type { ScimError, ScimType } from './scim-error.ts';

export const ERROR_MESSAGE = 'urn:ietf:params:scim:api:messages:2.0:Error';

export interface ScimErrorBody {
  readonly schemas: readonly [typeof ERROR_MESSAGE];
  /** The HTTP status as a string: RFC 7644 §3.12 says so, and clients compare strings. */
  readonly status: string;
  readonly scimType?: ScimType;
  readonly detail: string;
}

/** The body of a refusal, RFC 7644 §3.12; media type application/scim+json. */
export function scimErrorBody(
  error: Pick<ScimError, 'status' | 'detail'> & { scimType?: ScimType | undefined },
): ScimErrorBody {
  return {
    schemas: [ERROR_MESSAGE],
    status: String(error.status),
    ...(error.scimType === undefined ? {} : { scimType: error.scimType }),
    detail: error.detail,
  };
}
