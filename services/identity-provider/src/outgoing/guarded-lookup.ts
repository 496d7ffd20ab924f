import { lookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { mayCall, type OutgoingPolicy } from '../rules/outgoing-address.ts';

/**
 * Looks a name up and gives only addresses that may be called: what is checked is what is connected to, so that a name which
 * changes its mind between the two leads nowhere.
 */
export function guardedLookup(policy: () => OutgoingPolicy): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, []);
      const allowed = addresses.filter(({ address }) => mayCall(address, policy()));
      if (allowed.length === 0) return callback(new Error(`${hostname} has no address that may be called`), []);
      const { address, family } = allowed[0]!;
      if (options.all) callback(null, allowed);
      else callback(null, address, family);
    });
  };
}
