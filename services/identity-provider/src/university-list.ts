import type { Db } from '@onecampus/database';
import { listUniversities, type University } from '@onecampus/directory';

/** The universities of the consortium, as every sign-in needs them and as they change once in years. */
export interface UniversityList {
  all(): Promise<readonly University[]>;
}

const kept_ms = 30_000;

/** Keeps the list for half a minute; while the database is away the last known one goes on serving. */
export function universityList(db: Db, now: () => number): UniversityList {
  let known: { list: readonly University[]; until: number } | undefined;
  return {
    all: async () => {
      if (known && known.until > now()) return known.list;
      try {
        known = { list: await listUniversities(db), until: now() + kept_ms };
      } catch (error) {
        if (!known) throw error;
      }
      return known.list;
    },
  };
}
