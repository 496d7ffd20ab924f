import ipaddr from 'ipaddr.js';

/**
 * The network that attempts are counted by: a /24 of IPv4, a /64 of IPv6. Whoever guesses has many addresses of one, and a
 * single address of IPv6 means nothing. What is no address stands for itself.
 */
export function networkOf(address: string): string {
  if (!ipaddr.isValid(address)) return address;
  const parsed = ipaddr.process(address);
  const bits = parsed.kind() === 'ipv4' ? 24 : 64;
  const bytes = parsed.toByteArray().map((byte, at) => (at * 8 < bits ? byte : 0));
  return `${ipaddr.fromByteArray(bytes).toString()}/${bits}`;
}
