export interface ServiceProviderLimits {
  /** `https://…/scim/v2/tsu.ru`, no slash at the end. */
  readonly base: string;
  readonly count_default: number;
  readonly count_max: number;
  readonly operations_max: number;
  readonly payload_bytes_max: number;
  /** How long a cursor can be followed; absent: for ever. */
  readonly cursor_lifetime_seconds?: number;
  readonly documentationUri?: string;
  /** Events that are sent as Security Event Tokens; absent: none are. */
  readonly eventUris?: readonly string[];
}

/** RFC 7643 §5 with the members that RFC 7644 §4 asks for; both ways in are bearer tokens to whoever reads this. */
const AUTHENTICATION_SCHEMES = [
  {
    type: 'oauth2',
    name: 'OAuth 2.0 client credentials',
    description: 'An access token for this university, got with private_key_jwt.',
    specUri: 'https://www.rfc-editor.org/rfc/rfc7523',
  },
  {
    type: 'oauthbearertoken',
    name: 'Bearer token',
    description: 'A token made on the page of the registrar for this university.',
    specUri: 'https://www.rfc-editor.org/rfc/rfc6750',
    primary: true,
  },
];

/** Answer to GET /ServiceProviderConfig, RFC 7643 §5 for `pagination` RFC 9865 §4, for `securityEvents` RFC 9967 §4. */
export function serviceProviderConfig(limits: ServiceProviderLimits): Readonly<Record<string, unknown>> {
  const { base, count_default, count_max, cursor_lifetime_seconds, documentationUri, eventUris } = limits;
  return {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig'],
    ...(documentationUri === undefined ? {} : { documentationUri }),
    patch: { supported: true },
    bulk: { supported: true, maxOperations: limits.operations_max, maxPayloadSize: limits.payload_bytes_max },
    filter: { supported: true, maxResults: count_max },
    changePassword: { supported: false },
    sort: { supported: true },
    etag: { supported: true },
    pagination: {
      cursor: true,
      index: true,
      defaultPaginationMethod: 'index',
      defaultPageSize: count_default,
      maxPageSize: count_max,
      ...(cursor_lifetime_seconds === undefined ? {} : { cursorTimeout: cursor_lifetime_seconds }),
    },
    ...(eventUris === undefined ? {} : { securityEvents: { asyncRequest: 'none', eventUris } }),
    authenticationSchemes: AUTHENTICATION_SCHEMES,
    meta: { resourceType: 'ServiceProviderConfig', location: `${base}/ServiceProviderConfig` },
  };
}
