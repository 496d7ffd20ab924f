import { BlockList, isIP } from 'node:net';
import type { Environment } from '@onecampus/runtime';

/** What is wrong with the settings of the port for machines, besides each by itself. */
export function sip2Faults(environment: Environment): string[] {
  const given = (name: string) => Boolean(environment[name] || environment[`${name}_FILE`]);
  const plain = given('CAMPUS_SIP2_PORT');
  const tls = given('CAMPUS_SIP2_TLS_PORT');
  const faults: string[] = [];
  if ((plain || tls) && !given('CAMPUS_PIN_PEPPER')) {
    faults.push('CAMPUS_PIN_PEPPER: is missing; machines that speak SIP2 ask for PINs');
  }
  for (const name of ['CAMPUS_SIP2_TLS_CERTIFICATE', 'CAMPUS_SIP2_TLS_KEY']) {
    if (tls && !given(name)) faults.push(`${name}: is missing; CAMPUS_SIP2_TLS_PORT needs it`);
  }
  const host = environment['CAMPUS_SIP2_HOST'] ?? '127.0.0.1';
  if (plain && environment['NODE_ENV'] === 'production' && !isOwnNetwork(host)) {
    faults.push(
      'CAMPUS_SIP2_HOST: must be an address of this machine or of a private network; outside of them use CAMPUS_SIP2_TLS_PORT',
    );
  }
  return faults;
}

const ownNetworks = new BlockList();
/** RFC 1918, RFC 6598 (where VPNs live), RFC 4193, and what never leaves the machine or the cable. */
for (const [network, length] of [
  ['127.0.0.0', 8],
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['100.64.0.0', 10],
  ['169.254.0.0', 16],
] as const) {
  ownNetworks.addSubnet(network, length, 'ipv4');
}
for (const [network, length] of [
  ['::1', 128],
  ['fc00::', 7],
  ['fe80::', 10],
] as const) {
  ownNetworks.addSubnet(network, length, 'ipv6');
}

function isOwnNetwork(host: string): boolean {
  if (host === 'localhost') return true;
  const family = isIP(host);
  return family !== 0 && ownNetworks.check(host, family === 4 ? 'ipv4' : 'ipv6');
}
