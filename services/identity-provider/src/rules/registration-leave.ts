import { isScope } from '@onecampus/tokens';
import type { RegistrationFault } from './client-registration.ts';

type Leave = { readonly redirectHosts: readonly string[]; readonly scope: string };

/** What a leave to register may not say. */
export function leaveFaults({ redirectHosts, scope }: Leave): RegistrationFault[] {
  const faults: RegistrationFault[] = [];
  for (const host of redirectHosts) {
    const name = host.replace(/^\*\./, '');
    const fit = host.startsWith('*.') ? /^[a-z0-9-]+(\.[a-z0-9-]+)+$/ : /^[a-z0-9.-]+(:\d+)?$/;
    if (!fit.test(name)) faults.push({ field: 'redirect_hosts', message: `"${host}" is no host` });
  }
  const apis = scope.split(' ').filter(isScope);
  if (apis.length > 0) {
    faults.push({ field: 'scope', message: `holds what only the operator gives: ${apis.join(', ')}` });
  }
  return faults;
}

/** Where a registration goes beyond its leave. */
export function beyondLeave(
  asked: {
    readonly redirect_uris: readonly string[];
    readonly post_logout_redirect_uris: readonly string[];
    readonly backchannel_logout_uri?: string | undefined;
    readonly jwks_uri?: string | undefined;
    readonly scope: string;
  },
  leave: Leave,
): RegistrationFault[] {
  const faults: RegistrationFault[] = [];
  const within = (field: string, uri: string | undefined) => {
    const url = URL.parse(uri ?? '');
    if (url && !leave.redirectHosts.some((host) => covers(host, url)))
      faults.push({ field, message: `"${url.host}" is not among the hosts of this registration` });
  };
  for (const uri of asked.redirect_uris) within('redirect_uris', uri);
  for (const uri of asked.post_logout_redirect_uris) within('post_logout_redirect_uris', uri);
  within('backchannel_logout_uri', asked.backchannel_logout_uri);
  within('jwks_uri', asked.jwks_uri);
  const given = new Set([...leave.scope.split(' '), 'openid', 'offline_access']);
  const wanted = asked.scope.split(' ').filter((one) => one !== '' && !given.has(one));
  if (wanted.length > 0) faults.push({ field: 'scope', message: `is more than was allowed: ${wanted.join(', ')}` });
  return faults;
}

/** `*.tpu.ru` covers hosts below it and not itself; a host without a port covers its default port alone. */
function covers(host: string, url: URL): boolean {
  return host.startsWith('*.') ? url.host.endsWith(host.slice(1)) && url.port === '' : url.host === host;
}
