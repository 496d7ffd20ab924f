import { createHmac } from 'node:crypto';
import { drawnFor, partitionOfToken } from './refresh-partition.ts';

/** For so long a client whose answer was lost is given the same successor again, once. */
export const repeat_window_seconds = 30;

/**
 * The refresh token that follows another. It follows from the one before and a key of ours, so the same answer can be given
 * again although only hashes are stored; whoever does not have the key can tell neither from the other. It expires with the
 * one before it and lies in the same partition.
 */
export function refreshSuccessor(key: Uint8Array, token: string): string {
  const mac = createHmac('sha256', key).update('refresh-token\0').update(token).digest('base64url');
  return drawnFor(partitionOfToken(token), (attempt) => `${mac}${attempt.toString(36)}`);
}
