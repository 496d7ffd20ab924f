import ipaddr from 'ipaddr.js';

/** Narrower than this a network may be; wider, the list would mean nothing. As the table's own constraint has it. */
const bits_min = { ipv4: 8, ipv6: 32 } as const;
const special = [
  '127.0.0.0/8',
  '169.254.0.0/16',
  '0.0.0.0/8',
  '224.0.0.0/4',
  '::1/128',
  '::/128',
  'fe80::/10',
  'ff00::/8',
];

export type NetworkFault = 'not-a-network' | 'too-wide' | 'special';

/** What is wrong with a network that somebody wants opened; `undefined` for a fit one. CIDR with no bits beyond its mask. */
export function networkFault(text: string): NetworkFault | undefined {
  if (!ipaddr.isValidCIDR(text)) return 'not-a-network';
  const [base, bits] = ipaddr.parseCIDR(text);
  const kind = base.kind();
  if (bits < bits_min[kind]) return 'too-wide';
  const touches = special.some((one) => {
    const [other, otherBits] = ipaddr.parseCIDR(one);
    if (other.kind() !== kind) return false;
    return (base as ipaddr.IPv4).match(other as ipaddr.IPv4, Math.min(bits, otherBits));
  });
  return touches ? 'special' : undefined;
}
