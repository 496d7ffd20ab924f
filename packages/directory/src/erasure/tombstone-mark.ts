import { createHmac, hkdfSync } from 'node:crypto';

/** An identifier as it stands in `directory.identifiers`; `value` may be written in any case. */
export interface NamedIdentifier {
  readonly scheme: string;
  readonly scope: string;
  readonly value: string;
}

/**
 * What is left of an erased person's identifier: HMAC-SHA-256 under a key of its own, derived from the data key by HKDF
 * (RFC 5869). An unkeyed hash of a student number is found by trying them all.
 *
 * @param dataKey CAMPUS_DATA_KEY, 32 bytes.
 */
export function tombstoneMarker(dataKey: Uint8Array): (identifier: NamedIdentifier) => Buffer {
  const key = Buffer.from(hkdfSync('sha256', dataKey, '', 'identifier tombstones', 32));
  return ({ scheme, scope, value }) =>
    createHmac('sha256', key)
      .update(JSON.stringify([scheme, scope, value.toLowerCase()]))
      .digest();
}
