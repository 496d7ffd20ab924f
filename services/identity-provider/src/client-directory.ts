import type { Db } from '@onecampus/database';
import { type Client, findClient } from './store/clients.ts';

/** Clients as the engine and the pages read them, several times in each request. */
export interface ClientDirectory {
  find(id: string): Promise<Client | undefined>;
  /** Forgets everything; called when another instance says that clients have changed. */
  forget(): void;
}

/** Should a notice be lost, a changed client is still seen within this time. */
const kept_ms = 10_000;
/** A flood of invented ids fills the memory no further than this. */
const clients_max = 5_000;

/** Keeps clients, and the fact that there is none of an id, for a few seconds in this process. */
export function clientDirectory(db: Db, now: () => number): ClientDirectory {
  const known = new Map<string, { client: Client | undefined; until: number }>();
  return {
    find: async (id) => {
      const kept = known.get(id);
      if (kept && kept.until > now()) return kept.client;
      if (!/^[a-zA-Z0-9][a-zA-Z0-9._-]{1,62}$/.test(id)) return undefined;
      const client = await findClient(db, id);
      if (known.size >= clients_max) known.clear();
      known.set(id, { client, until: now() + kept_ms });
      return client;
    },
    forget: () => known.clear(),
  };
}
