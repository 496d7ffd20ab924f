import { createHash } from 'node:crypto';

/**
 * `sid` of a session at one application (OpenID Connect Back-Channel Logout §2.1). It follows from the session and the
 * application, so that two tabs signing in to one application at the same moment tell it the same `sid`, and one
 * back-channel logout ends both. The session's uid is 256 random bits and never leaves us.
 */
export function sidOf(sessionUid: string, clientId: string): string {
  return createHash('sha256')
    .update(JSON.stringify(['sid', sessionUid, clientId]))
    .digest('base64url');
}
