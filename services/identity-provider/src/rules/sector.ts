/**
 * The sector that a new application belongs to: the one host of its redirect addresses (OpenID Connect Core §8.1).
 * `undefined` where there is none of its own: several hosts, a device's own address, an application's private scheme.
 */
export function sectorOfRedirects(redirectUris: readonly string[]): string | undefined {
  const hosts = new Set(redirectUris.map((uri) => URL.parse(uri)?.hostname ?? ''));
  const [host = ''] = hosts;
  return hosts.size === 1 && /^[a-z0-9.-]{1,253}$/.test(host) && !isOwnDevice(host) ? host : undefined;
}

/**
 * By what an application's pairwise subjects are kept apart from those of others. It never follows from the redirect
 * addresses of the moment, or a change of them would make strangers of everybody; an application without a sector stands
 * alone, under a name that no host can have.
 */
export function sectorOf(client: { readonly id: string; readonly sector: string | null }): string {
  return client.sector ?? `client:${client.id}`;
}

/** Every device calls itself so; what one of them knows is none of the others' business. */
function isOwnDevice(host: string): boolean {
  return host === 'localhost' || host.endsWith('.localhost') || /^127\./.test(host) || host === '0.0.0.0';
}
