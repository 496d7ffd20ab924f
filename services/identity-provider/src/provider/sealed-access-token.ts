import { createCipheriv, createDecipheriv, createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import { deriveKey, type KeyEncryptionKey } from '@onecampus/tokens';
import type { AdapterPayload } from 'oidc-provider';

const form = 1;
const head_bytes = 3;
const nonce_bytes = 12;
const tag_bytes = 16;
const day_ms = 86_400_000;
/** A header of a request takes more; what is longer than this is no token of ours. */
const length_max = 8_000;

export interface AccessTokenSeal {
  seal(payload: AdapterPayload): string;
  /** `undefined` for what we did not seal, whatever it is. */
  open(value: string): AdapterPayload | undefined;
}

/**
 * Access tokens for our own userinfo endpoint that carry what they stand for, sealed with AES-256-GCM (NIST SP 800-38D): to
 * everybody but us random letters, to every instance readable without asking anybody. Nothing is lost with them: a token is only
 * ever as good as its grant and its session, which are looked up whenever it is shown.
 *
 * Each day has a key of its own, so that no key ever meets as many random nonces as GCM allows (2³²).
 *
 * The value is base64url of: form (1 byte) · day (2) · nonce (12) · ciphertext · tag (16); form and day are authenticated.
 */
export function accessTokenSeal(kek: KeyEncryptionKey, now_ms: () => number): AccessTokenSeal {
  const keys = new Map<number, KeyObject>();
  const today = () => Math.floor(now_ms() / day_ms);
  const keyOf = (day: number): KeyObject => {
    const known = keys.get(day);
    if (known) return known;
    const fresh = createSecretKey(deriveKey(kek, `access-token ${day}`));
    if (keys.size > 3) keys.clear();
    keys.set(day, fresh);
    return fresh;
  };
  return {
    seal: (payload) => {
      const day = today();
      const head = Buffer.from([form, day >> 8, day & 0xff]);
      const nonce = randomBytes(nonce_bytes);
      const cipher = createCipheriv('aes-256-gcm', keyOf(day), nonce);
      cipher.setAAD(head);
      const text = JSON.stringify({ ...payload, jti: undefined, kind: undefined });
      const parts = [head, nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()];
      return Buffer.concat(parts).toString('base64url');
    },
    open: (value) => {
      if (value.length > length_max || !/^[A-Za-z0-9_-]+$/.test(value)) return undefined;
      const bytes = Buffer.from(value, 'base64url');
      if (bytes.length <= head_bytes + nonce_bytes + tag_bytes || bytes[0] !== form) return undefined;
      // One value, one token: what decodes to the same bytes and is written otherwise is another one.
      if (bytes.toString('base64url') !== value) return undefined;
      const day = bytes.readUInt16BE(1);
      if (Math.abs(day - today()) > 1) return undefined;
      const at = head_bytes + nonce_bytes;
      const decipher = createDecipheriv('aes-256-gcm', keyOf(day), bytes.subarray(head_bytes, at), {
        authTagLength: tag_bytes,
      });
      decipher.setAAD(bytes.subarray(0, head_bytes));
      decipher.setAuthTag(bytes.subarray(-tag_bytes));
      try {
        const text = decipher.update(bytes.subarray(at, -tag_bytes), undefined, 'utf8') + decipher.final('utf8');
        return { ...(JSON.parse(text) as AdapterPayload), jti: value, kind: 'AccessToken' };
      } catch {
        return undefined;
      }
    },
  };
}
