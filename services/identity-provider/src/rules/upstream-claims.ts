import { type IdentifierScheme, normalIdentifier } from '@onecampus/directory';

/** Which of a provider's claims carry what. Names are those of the ID token or of userinfo, letter by letter. */
export interface ClaimMapping {
  readonly identifier: {
    readonly claim: string;
    readonly scheme: IdentifierScheme;
    /** Put behind an eppn that comes without a domain; one of the provider's domains. */
    readonly domain?: string;
  };
  /** For whoever decides about a stranger; never looked anybody up by. */
  readonly name?: string;
}

export type MappingFault =
  /** The claim is not there. */
  | 'missing'
  /** It is no text and no number, or several values. */
  | 'not_one_value'
  /** Empty, too long, or with characters that no identifier has. */
  | 'malformed'
  /** An eppn without a domain, and the mapping names none. */
  | 'no_domain'
  /** A domain that this provider may not speak for. */
  | 'foreign_domain';

export interface MappedClaims {
  /** The university's own identifier, in its normal form, and the scopes in which it may be looked for. */
  readonly identifier?: {
    readonly scheme: IdentifierScheme;
    readonly value: string;
    readonly scopes: readonly string[];
  };
  readonly name?: string;
  readonly fault?: MappingFault;
}

const identifier_length_max = 256;
const name_length_max = 200;

/**
 * What a provider's claims say about who somebody is, in our words. Nothing but the university's own identifier is taken
 * from them, and that only within the domains which the provider may speak for: an e-mail address names nobody, and what it
 * says of affiliations is not asked, for the directory knows them.
 */
export function mapUpstreamClaims(
  claims: Readonly<Record<string, unknown>>,
  mapping: ClaimMapping,
  domains: readonly string[],
): MappedClaims {
  const name = nameIn(claims, mapping.name);
  const found = identifierIn(claims, mapping, domains);
  return { ...(typeof found === 'string' ? { fault: found } : { identifier: found }), ...(name ? { name } : {}) };
}

function identifierIn(
  claims: Readonly<Record<string, unknown>>,
  { identifier }: ClaimMapping,
  domains: readonly string[],
): NonNullable<MappedClaims['identifier']> | MappingFault {
  const raw = own(claims, identifier.claim);
  if (raw === undefined || raw === null) return 'missing';
  const text = textOf(raw);
  if (text === undefined) return 'not_one_value';
  const value = normalIdentifier(text);
  if (value === '' || value.length > identifier_length_max || /[\s\p{C}]/u.test(value)) return 'malformed';
  const { scheme } = identifier;
  const at = value.lastIndexOf('@');
  if (scheme !== 'eppn') return at === -1 ? { scheme, value, scopes: [...domains] } : 'malformed';
  if (at === 0 || at === value.length - 1) return 'malformed';
  const whole = at === -1 ? identifier.domain && `${value}@${identifier.domain}` : value;
  if (!whole) return 'no_domain';
  const domain = whole.slice(whole.lastIndexOf('@') + 1);
  return domains.includes(domain) ? { scheme, value: whole, scopes: [domain] } : 'foreign_domain';
}

/** One text, or one number; a list of one counts as that one, for SAML bridges send lists. */
function textOf(raw: unknown): string | undefined {
  const value = Array.isArray(raw) && raw.length === 1 ? (raw[0] as unknown) : raw;
  if (typeof value === 'string') return value;
  return Number.isSafeInteger(value) && (value as number) >= 0 ? String(value) : undefined;
}

function nameIn(claims: Readonly<Record<string, unknown>>, claim: string | undefined): string | undefined {
  const value = claim === undefined ? undefined : own(claims, claim);
  if (typeof value !== 'string') return undefined;
  return value.normalize('NFC').replace(/\p{C}/gu, '').trim().slice(0, name_length_max) || undefined;
}

function own(claims: Readonly<Record<string, unknown>>, name: string): unknown {
  return Object.hasOwn(claims, name) ? claims[name] : undefined;
}
