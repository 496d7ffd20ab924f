import type { ScimResource } from '@onecampus/scim';

/** What is sent back; a body is always application/scim+json. */
export interface ScimAnswer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** `Location` and `ETag` of a resource, out of its own `meta` (RFC 7644 §3.1, §3.14). */
export function resourceHeaders(resource: ScimResource): Record<string, string> {
  const { location, version } = resource['meta'] as { location: string; version: string };
  return { Location: location, ETag: version };
}
