import type { Request } from 'express';

/** The first cookie of that name (RFC 6265 §5.4), decoded; `undefined` where there is none or it cannot be decoded. */
export function readCookie(request: Pick<Request, 'headers'>, name: string): string | undefined {
  for (const pair of (request.headers.cookie ?? '').split(';')) {
    const at = pair.indexOf('=');
    if (at < 0 || pair.slice(0, at).trim() !== name) continue;
    try {
      return decodeURIComponent(pair.slice(at + 1).trim());
    } catch {
      return undefined;
    }
  }
  return undefined;
}
