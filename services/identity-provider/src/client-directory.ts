import type { Db } from '@onecampus/database';
import { type Client, findClient } from './store/clients.ts';

/** Clients as the engine and the pages read them, several times in each request. */
export interface ClientDirectory {
  find(id: string): Promise<Client | undefined>;
  /** Asks another source for ids that are addresses: applications of a federation are known by where they are. */
  adopt(source: ClientSource): void;
  /** Forgets everything; called when another instance says that clients have changed. */
  forget(): void;
}

/** Where clients come from that nobody registered here. */
export interface ClientSource {
  find(entityId: string): Promise<Client | undefined>;
  forget(): void;
}

/** Should a notice be lost, a changed client is still seen within this time. */
const kept_ms = 10_000;
/** A flood of invented ids fills the memory no further than this. */
const clients_max = 5_000;

/** Keeps clients, and the fact that there is none of an id, for a few seconds in this process. */
export function clientDirectory(db: Db, now: () => number): ClientDirectory {
  let adopted: ClientSource | undefined;
  const known = new Map<string, { client: Client | undefined; until: number }>();
  let forgotten = 0;
  return {
    find: async (id) => {
      const kept = known.get(id);
      if (kept && kept.until > now()) return kept.client;
      const isAddress = /^https?:\/\/[^\s?#]{1,490}$/.test(id);
      if (!isAddress && !/^[a-zA-Z0-9][a-zA-Z0-9._-]{1,62}$/.test(id)) return undefined;
      const before = forgotten;
      const client = isAddress ? await adopted?.find(id) : await findClient(db, id);
      // What was read before a change, and comes after it, is good for its reader and for nobody after him.
      if (before !== forgotten) return client;
      if (known.size >= clients_max) known.clear();
      known.set(id, { client, until: now() + kept_ms });
      return client;
    },
    adopt: (source) => {
      adopted = source;
    },
    forget: () => {
      forgotten += 1;
      known.clear();
      adopted?.forget();
    },
  };
}
