import { type KeyEncryptionKey, open, SealError, seal } from '@onecampus/tokens';

/** Holds, in the browser itself, what the application asked for: no store has to remember it for longer than the sign-in. */
export const againCookie = 'campus_again';
/** Longer than a sign-in lives: the page may lie open over lunch. */
export const again_kept_seconds = 4 * 3_600;
/** Browsers take cookies up to four kilobytes with name and attributes. */
const value_chars_max = 3_700;

/** Where a sign-in that is lost begins anew. It lies below the interaction, so that the cookie of each stays with its own. */
export function againPath(uid: string): string {
  return `/interaction/${uid}/again`;
}

/** The cookie's value for a request; `undefined` where the request is too long for one. */
export function sealRequest(
  kek: KeyEncryptionKey,
  uid: string,
  params: Readonly<Record<string, unknown>>,
): string | undefined {
  const texts = Object.entries(params).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  const sealed = seal(new URLSearchParams(texts).toString(), kek, place(uid));
  return sealed.length > value_chars_max ? undefined : sealed;
}

/** The query of the request that this browser once came with; `undefined` where the cookie is not ours or of another sign-in. */
export function openRequest(kek: KeyEncryptionKey, uid: string, value: string): string | undefined {
  try {
    return open(value, kek, place(uid));
  } catch (error) {
    if (error instanceof SealError) return undefined;
    throw error;
  }
}

function place(uid: string): string {
  return `cookie.campus_again:${uid}`;
}
