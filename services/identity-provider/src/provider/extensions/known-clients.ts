import type { Client as StoredClient } from '../../store/clients.ts';
import type { EngineExtension } from '../extension.ts';
import { stored } from '../protocol-error.ts';

type Overridable = { Client: { find(id: unknown): Promise<object | undefined> } };

/**
 * The engine makes a client from its metadata anew at each look, several times in a request, or at least writes them out and
 * hashes them to see that they are the same. The process's own copy of a client (client-directory.ts) is one and the same object
 * until it is read anew; as long as it is, so is the engine's client.
 */
export const knownClientsExtension: EngineExtension = {
  name: 'known-clients',
  amend: (provider, { stores: { clients } }) => {
    const { Client } = provider as unknown as Overridable;
    const find = Client.find;
    const made = new WeakMap<StoredClient, object>();
    Client.find = async (id) => {
      const client = typeof id === 'string' ? await stored(() => clients.find(id)) : undefined;
      const known = client && made.get(client);
      if (known) return known;
      const found = await find.call(Client, id);
      if (client && found) made.set(client, found);
      return found;
    };
  },
};
