/** Where a CAS service lives: this very page, or everything below it. */
export type CasPlace = { readonly serviceUrl: string; readonly matches: 'exact' | 'below' };

const url_length_max = 2_000;
/** Encoded forms of `.`, `/`, `\`, NUL and line ends: what a service's own router may take for something else. */
const hidden_in_path = /%(2e|2f|5c|00|0a|0d)/i;

/**
 * An address in the one form in which it can be compared; `undefined` for every other way of writing it. Only what a
 * parser gives back unchanged is one: no credentials, fragment, `..`, backslash, blank, other letter case of the host,
 * or port that goes without saying. Whoever reads it after us therefore reads the same.
 */
export function plainUrl(text: string): URL | undefined {
  if (text.length > url_length_max || !/^https?:\/\/[\x21-\x7e]+$/.test(text) || /[\\#"'<>^`{|}]/.test(text))
    return undefined;
  const url = URL.parse(text);
  if (url?.username !== '' || url.password !== '') return undefined;
  const same = url.href === text || (url.pathname === '/' && url.search === '' && url.href === `${text}/`);
  if (!same || hidden_in_path.test(url.pathname) || url.pathname.includes('//') || url.pathname.includes(';'))
    return undefined;
  return url;
}

/**
 * Whether a ticket may be sent to this address: the same scheme, host and port, and the page itself or one below it. The
 * query is the service's own, but it may not bring a ticket.
 */
export function isServiceOf(place: CasPlace, text: string): boolean {
  const [registered, asked] = [plainUrl(place.serviceUrl), plainUrl(text)];
  if (!registered || !asked || asked.origin !== registered.origin) return false;
  if ([...asked.searchParams.keys()].some((name) => name.toLowerCase() === 'ticket')) return false;
  if (asked.pathname === registered.pathname) return true;
  if (place.matches === 'exact') return false;
  const folder = registered.pathname.endsWith('/') ? registered.pathname : `${registered.pathname}/`;
  return asked.pathname.startsWith(folder);
}

/** What makes an address unfit to be registered: it has to be a plain https one, without a query. */
export function isRegistrableService(text: string, options: { readonly production: boolean }): boolean {
  const url = plainUrl(text);
  if (url?.search !== '' || !/^[a-z0-9.-]+$|^\[[0-9a-f:]+\]$/.test(url.hostname)) return false;
  return url.protocol === 'https:' || !options.production;
}

/** The address with the ticket, as the service expects it (CAS 3.0 §2.2.4). */
export function withTicket(service: string, ticket: string): string {
  return `${service}${service.includes('?') ? '&' : '?'}ticket=${encodeURIComponent(ticket)}`;
}
