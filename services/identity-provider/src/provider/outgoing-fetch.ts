import { lookup } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import type { Configuration } from 'oidc-provider';
import { Agent, fetch } from 'undici';
import { mayCall, type OutgoingPolicy } from '../rules/outgoing-address.ts';

export interface OutgoingFetch {
  readonly fetch: NonNullable<Configuration['fetch']>;
  close(): Promise<void>;
}

/**
 * The engine's calls to addresses that clients gave us. The address that is checked is the one that is connected to, not
 * one looked up before, so that a name which changes its mind between the two leads nowhere. Redirects are not followed.
 */
export function outgoingFetch(policy: OutgoingPolicy): OutgoingFetch {
  const agent = new Agent({ connect: { lookup: guardedLookup(policy), timeout: 2_000 }, keepAliveTimeout: 1_000 });
  return {
    fetch: async (url, options) => {
      const target = new URL(String(url));
      const host = target.hostname.replace(/^\[|\]$/g, '');
      if (isIP(host) && !mayCall(host, policy))
        throw new Error(`calls to ${host} are not allowed by CAMPUS_OUTGOING_NETWORKS`);
      const response = await fetch(target, {
        ...(options as object),
        headers: Object.fromEntries(new Headers(options?.headers as HeadersInit)),
        redirect: 'manual',
        dispatcher: agent,
      });
      // Of an answer to a logout token only the status counts; what follows it is not read.
      if (options?.method === 'POST') await response.body?.cancel();
      return response as unknown as Response;
    },
    close: () => agent.close(),
  };
}

function guardedLookup(policy: OutgoingPolicy): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, []);
      const allowed = addresses.filter(({ address }) => mayCall(address, policy));
      if (allowed.length === 0) return callback(new Error(`${hostname} has no address that may be called`), []);
      const { address, family } = allowed[0]!;
      if (options.all) callback(null, allowed);
      else callback(null, address, family);
    });
  };
}
