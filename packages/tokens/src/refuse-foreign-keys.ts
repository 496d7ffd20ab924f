import type { JWTHeaderParameters } from 'jose';
import { tokenRefusal } from './token-refusal.ts';

const FOREIGN_KEY_MEMBERS = ['jwk', 'jku', 'x5c', 'x5u', 'crit', 'b64'] as const;

/**
 * Refuses a header that brings its own key, says where to fetch one, or asks for an extension, and one without a key id:
 * the verifier alone decides which keys count (RFC 8725 §3.10).
 */
export function refuseForeignKeys(header: JWTHeaderParameters | undefined): void {
  for (const member of FOREIGN_KEY_MEMBERS) {
    if (header && Object.hasOwn(header, member)) {
      throw tokenRefusal('token.invalid', `the token's header must not carry "${member}"`);
    }
  }
  if (typeof header?.kid !== 'string' || header.kid === '') {
    throw tokenRefusal('token.invalid', 'the token does not say which key signed it');
  }
}
