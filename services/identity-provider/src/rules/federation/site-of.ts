import { networkOf } from '../network-of.ts';

/**
 * What look-ups are counted by besides the entity: the last two labels of its host, for whoever has a domain has every name
 * below it; the network of an address. Where a registry gives names out one level deeper, neighbours share their places.
 */
export function siteOf(entityId: string): string {
  const host = URL.parse(entityId)?.hostname.replace(/^\[|\]$/g, '') ?? '';
  const network = networkOf(host);
  return network === host ? host.split('.').slice(-2).join('.') : network;
}
