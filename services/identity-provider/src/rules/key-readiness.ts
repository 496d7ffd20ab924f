/** An application and the keys that are probably in its copy of our JWKS. */
export interface Holder {
  readonly clientId: string;
  readonly kids: readonly string[];
}

/**
 * Who would probably not know a key if it signed now: those who have fetched a set of ours, but none with this key. Who has
 * never fetched one from a place we know either does not check signatures or fetches from elsewhere; waiting for him would be
 * waiting for ever.
 */
export function lacksOf<One extends Holder>(holders: readonly One[], kid: string): One[] {
  return holders.filter(({ kids }) => kids.length > 0 && !kids.includes(kid));
}
