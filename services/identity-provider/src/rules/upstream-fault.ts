import type { UpstreamSettings } from '../store/upstreams.ts';

/** What is wrong with a university's words about its provider; each belongs to a field of the form. */
export type UpstreamFault = 'issuer' | 'client_id' | 'claim' | 'domains' | 'login_domain';

const claim_length_max = 200;

/**
 * The first thing that cannot be so, or nothing. The issuer is an https address without query and fragment (OpenID Connect
 * Discovery §3), plain http only for a provider on this machine and outside production; domains are the university's own.
 */
export function upstreamFault(
  settings: UpstreamSettings,
  at: { readonly scopes: readonly string[]; readonly production: boolean },
): UpstreamFault | undefined {
  if (!isIssuer(settings.issuer, at.production)) return 'issuer';
  if (settings.clientId === '' || settings.clientId.length > 255 || /[^\x21-\x7e]/.test(settings.clientId))
    return 'client_id';
  const { identifier, name } = settings.claims;
  for (const claim of [identifier.claim, name]) {
    if (claim !== undefined && (claim === '' || claim.length > claim_length_max || /[\s\p{C}]/u.test(claim)))
      return 'claim';
  }
  // Whoever names people by their address would make whoever controls a mailbox that person.
  if (['email', 'mail', 'sub'].includes(identifier.claim)) return 'claim';
  if (settings.domains.length === 0 || settings.domains.some((one) => !at.scopes.includes(one))) return 'domains';
  if (identifier.domain !== undefined && !settings.domains.includes(identifier.domain)) return 'login_domain';
  return undefined;
}

function isIssuer(text: string, production: boolean): boolean {
  const url = URL.parse(text);
  if (!url || text.length > 500 || url.username || url.password || /[?#\s]/.test(text)) return false;
  if (url.protocol === 'https:') return true;
  return url.protocol === 'http:' && !production && ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
}
