import type { Finding } from './finding.ts';

/**
 * How an address that is not registered differs from the registered one that is most like it: that is the setting which is
 * wrong. Addresses are compared to the letter (RFC 6749 §3.1.2.3, RFC 9700 §4.1.1), so every small difference counts.
 */
export function redirectDifference(sent: string | undefined, registered: readonly string[]): Finding {
  if (sent === undefined || sent === '') return { code: 'redirect-missing', registered: registered.join(', ') };
  const [nearest] = registered
    .map((uri) => ({ uri, ...difference(sent, uri) }))
    .toSorted((a, b) => a.distance - b.distance);
  if (!nearest) return { code: 'redirect-path', observed: sent };
  return { code: nearest.code, observed: sent, registered: nearest.uri };
}

type Difference = { readonly code: Finding['code']; readonly distance: number };

/** The first difference that somebody would set right; the more parts agree, the nearer two addresses are. */
function difference(sent: string, registered: string): Difference {
  const [one, other] = [URL.parse(sent), URL.parse(registered)];
  if (!one || !other) return { code: 'redirect-path', distance: 100 };
  const apart = {
    scheme: one.protocol !== other.protocol,
    host: one.hostname !== other.hostname,
    port: portOf(one) !== portOf(other),
    path: one.pathname !== other.pathname,
    query: one.search !== other.search,
  };
  const pathKind = pathDifference(one.pathname, other.pathname);
  const weights = { scheme: 2, host: 16, port: 4, path: pathKind === 'redirect-path' ? 8 : 1, query: 3 };
  const distance = (Object.keys(apart) as (keyof typeof apart)[])
    .filter((part) => apart[part])
    .reduce((sum, part) => sum + weights[part], 0);
  if (apart.host) return { code: 'redirect-host', distance };
  if (apart.scheme) return { code: 'redirect-scheme', distance };
  if (apart.port) return { code: 'redirect-port', distance };
  if (apart.path) return { code: pathKind, distance };
  if (apart.query) return { code: 'redirect-query', distance };
  // The same to whoever parses it and another to the letter: `HTTPS://`, `%7E`, a port that goes without saying.
  return { code: 'redirect-case', distance: 1 };
}

/** The port that is meant; http and https have one each that goes without saying. */
function portOf(url: URL): string {
  return url.port === '' ? 'usual' : url.port;
}

function pathDifference(one: string, other: string): 'redirect-slash' | 'redirect-case' | 'redirect-path' {
  if (one.replace(/\/+$/, '') === other.replace(/\/+$/, '')) return 'redirect-slash';
  return one.toLowerCase() === other.toLowerCase() ? 'redirect-case' : 'redirect-path';
}
