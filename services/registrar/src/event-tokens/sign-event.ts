import { createHash, createPrivateKey, createPublicKey } from 'node:crypto';
import { exportJWK, SignJWT } from 'jose';
import type { EventDelivery } from '../rules/event-stream.ts';

const prefix = 'urn:ietf:params:scim:event:';

export interface EventSigner {
  /** The security event token (RFC 8417) of one delivery, as a compact JWS. */
  sign(delivery: EventDelivery, audience: string): Promise<string>;
  /** The public half, as a JWK Set. */
  readonly jwks: () => Promise<{ keys: readonly object[] }>;
}

/** PKCS #8 of an Ed25519 seed (RFC 8410 §7): the fixed head and 32 bytes. */
const pkcs8Head = Buffer.from('302e020100300506032b657004220420', 'hex');

/** Signs with Ed25519 under a seed from outside the database; the key's id is the beginning of its public half's hash. */
export function eventSigner(issuer: string, seed: Uint8Array): EventSigner {
  const privateKey = createPrivateKey({ key: Buffer.concat([pkcs8Head, seed]), format: 'der', type: 'pkcs8' });
  const publicKey = createPublicKey(privateKey);
  const kid = createHash('sha256')
    .update(publicKey.export({ format: 'der', type: 'spki' }))
    .digest('hex')
    .slice(0, 16);
  return {
    sign: (delivery, audience) =>
      new SignJWT({
        // Times are those of the change, so that a token that is sent again is the same token.
        sub_id: { format: 'scim', uri: delivery.subjectUri },
        txn: delivery.tx,
        events: Object.fromEntries(delivery.events.map((event) => [prefix + event, payloadOf(event, delivery)])),
      })
        .setProtectedHeader({ alg: 'EdDSA', typ: 'secevent+jwt', kid })
        .setIssuer(issuer)
        .setAudience(audience)
        .setJti(delivery.jti)
        .setIssuedAt(delivery.happenedAt)
        .sign(privateKey),
    jwks: async () => ({ keys: [{ ...(await exportJWK(publicKey)), kid, alg: 'EdDSA', use: 'sig' }] }),
  };
}

function payloadOf(event: string, delivery: EventDelivery): object {
  return event.endsWith(':notice') ? { attributes: delivery.attributes } : {};
}
