import { createHash } from 'node:crypto';
import { DomainError } from '@onecampus/errors';
import type { RequestOnce } from '../rules/request-once.ts';

/** Visible ASCII, with the quotation marks of a structured field or without (draft-ietf-httpapi-idempotency-key-header §2.1). */
const acceptable = /^[\x21-\x7e]{1,255}$/;

/** The client's Idempotency-Key bound to what it asked for; `undefined` where it sent none. */
export function requestOnce(
  request: { get(name: string): string | undefined },
  clientId: string,
  asked: { readonly operation: string; readonly input: unknown },
): RequestOnce | undefined {
  const header = request.get('idempotency-key');
  if (header === undefined) return undefined;
  const key = header.replace(/^"(.*)"$/, '$1');
  if (!acceptable.test(key)) {
    throw new DomainError('request.malformed', 'Idempotency-Key must be 1 to 255 visible ASCII characters.');
  }
  const requestHash = createHash('sha256').update(JSON.stringify(asked)).digest('base64url');
  return { clientId, key, requestHash };
}
