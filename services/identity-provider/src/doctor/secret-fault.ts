import type { SecretFault } from '../rules/diagnose/finding.ts';

type Fits = (secret: string) => 'present' | 'older' | 'no';

/**
 * How a secret that was refused differs from the right one. It is looked at here for the last time: only the name of the
 * fault is kept.
 *
 * @param fits compares with what is stored, in constant time; `older` for one whose time is over.
 */
export function secretFault(
  sent: { readonly authorization: string | undefined; readonly body: unknown },
  clientId: string,
  fits: Fits,
): SecretFault | undefined {
  const secret = typeof sent.body === 'string' ? sent.body : secretOfBasic(sent.authorization);
  if (secret === undefined || secret === '') return undefined;
  if (fits(secret) === 'older') return 'older-ended';
  if (secret === clientId) return 'is-the-id';
  if (fits(secret.trim()) !== 'no') return 'spaces';
  const decoded = decodedAgain(secret);
  return decoded !== secret && fits(decoded) !== 'no' ? 'encoded' : 'wrong';
}

/** The secret of a Basic header as the engine read it: decoded once (RFC 6749 §2.3.1). */
function secretOfBasic(authorization: string | undefined): string | undefined {
  const [scheme, credentials] = authorization?.split(' ') ?? [];
  if (scheme?.toLowerCase() !== 'basic' || credentials === undefined) return undefined;
  const pair = Buffer.from(credentials, 'base64').toString();
  const at = pair.indexOf(':');
  return at < 0 ? undefined : decodedAgain(pair.slice(at + 1));
}

function decodedAgain(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', '%20'));
  } catch {
    return text;
  }
}
