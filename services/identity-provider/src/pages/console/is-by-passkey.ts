import type { SignedInPerson } from '../../own-session.ts';

/** Signed in with a key that cannot be typed on a false page (RFC 8176 `hwk`, `swk`). */
export function isByPasskey({ amr }: SignedInPerson): boolean {
  return amr.includes('hwk') || amr.includes('swk');
}
