import { createHmac } from 'node:crypto';

/** For so long a client whose answer was lost is given the same successor again, once. */
export const repeat_window_seconds = 30;

/**
 * The refresh token that follows another. It follows from the one before and a key of ours, so the same answer can be given
 * again although only hashes are stored; whoever does not have the key can tell neither from the other.
 */
export function refreshSuccessor(key: Uint8Array, token: string): string {
  return createHmac('sha256', key).update('refresh-token\0').update(token).digest('base64url');
}
