import type { UpstreamSettings } from '../store/upstreams.ts';

/** What of a provider's settings decides who is let in, and on whose word. */
export const upstreamFields = [
  'issuer',
  'clientId',
  'authMethod',
  'scopes',
  'claim',
  'scheme',
  'loginDomain',
  'nameClaim',
  'domains',
  'trustsAcr',
] as const;
export type UpstreamField = (typeof upstreamFields)[number];

/** One setting as it is and as it would be; `undefined` where there is none. */
export type UpstreamDifference = {
  readonly field: UpstreamField;
  readonly before: string | undefined;
  readonly after: string | undefined;
};

/** What another provider, or another version of one, would change; all of it where there is none now. */
export function upstreamDifferences(
  before: UpstreamSettings | undefined,
  after: UpstreamSettings,
): UpstreamDifference[] {
  const [was, is] = [before && flat(before), flat(after)];
  return upstreamFields
    .map((field) => ({ field, before: was?.[field], after: is[field] }))
    .filter((one) => one.before !== one.after);
}

function flat(settings: UpstreamSettings): Record<UpstreamField, string | undefined> {
  const { identifier, name } = settings.claims;
  return {
    issuer: settings.issuer,
    clientId: settings.clientId,
    authMethod: settings.authMethod,
    scopes: settings.scopes.toSorted().join(' '),
    claim: identifier.claim,
    scheme: identifier.scheme,
    loginDomain: identifier.domain,
    nameClaim: name,
    domains: settings.domains.toSorted().join(', '),
    trustsAcr: settings.trustsAcr ? 'yes' : 'no',
  };
}
