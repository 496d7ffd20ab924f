import ipaddr from 'ipaddr.js';

/** Which addresses we may call on behalf of a client (its back-channel logout, its jwks_uri). */
export type OutgoingPolicy = {
  /** Networks besides the public internet, in CIDR form: an LMS often has a campus address. */
  readonly allowedNetworks: readonly string[];
  /** Networks that are never called, whoever opened one that holds them: where our own database and its like stand. */
  readonly forbiddenNetworks?: readonly string[];
  /** This machine's own loopback; never in production. */
  readonly loopback: boolean;
};

/**
 * Whether an IP address may be called. Public unicast always; loopback, private, link-local, carrier-grade NAT and every
 * other special range (IANA registries of RFC 6890) only where the policy names them. An IPv4 address in IPv6 clothes
 * counts as what it is.
 */
export function mayCall(address: string, policy: OutgoingPolicy): boolean {
  if (!ipaddr.isValid(address)) return false;
  const ip = ipaddr.process(address);
  const isIn = (network: string) => {
    const [base, bits] = ipaddr.parseCIDR(network);
    return base.kind() === ip.kind() && (ip as ipaddr.IPv4).match(base as ipaddr.IPv4, bits);
  };
  if (policy.forbiddenNetworks?.some(isIn)) return false;
  if (ip.range() === 'unicast') return true;
  if (policy.loopback && ip.range() === 'loopback') return true;
  return policy.allowedNetworks.some(isIn);
}

/** Whether a text is a network in CIDR form, for the configuration. */
export function isNetwork(text: string): boolean {
  return ipaddr.isValidCIDR(text);
}
