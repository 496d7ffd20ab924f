import type { Adapter, AdapterPayload } from 'oidc-provider';
import type { ClientDirectory } from '../client-directory.ts';
import { clientMetadata } from '../rules/client-metadata.ts';
import { stored } from './protocol-error.ts';
import { unsupported } from './unsupported.ts';

/**
 * Clients come from the process's own copy; they are registered through our API, never through the engine. One that is
 * suspended or withdrawn is none: nobody gets in and no token of it is good.
 */
export function clientAdapter(clients: ClientDirectory): Adapter {
  return {
    ...unsupported,
    find: (id) =>
      stored(async () => {
        const client = await clients.find(id);
        if (client?.state === 'suspended' || client?.state === 'withdrawn') return undefined;
        return client && (clientMetadata(client) as unknown as AdapterPayload);
      }),
  };
}
