import type { JWK } from 'jose';
import { z } from 'zod';

/** A trust anchor: its identifier and its keys, which we have from somewhere else than itself. */
export interface TrustAnchor {
  readonly entityId: string;
  readonly keys: readonly JWK[];
}

const anchors = z.array(
  z.strictObject({
    entity_id: z.url(),
    jwks: z.object({ keys: z.array(z.looseObject({ kty: z.string(), kid: z.string() })).min(1) }),
  }),
);

/** Anchors as the configuration writes them; `undefined` where it is no such list. */
export function readAnchors(text: string): TrustAnchor[] | undefined {
  try {
    const read = anchors.safeParse(JSON.parse(text));
    return read.data?.map(({ entity_id, jwks }) => ({ entityId: entity_id, keys: jwks.keys as JWK[] }));
  } catch {
    return undefined;
  }
}
