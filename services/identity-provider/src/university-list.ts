import type { Db } from '@onecampus/database';
import { listUniversities, type University } from '@onecampus/directory';

/** The universities of the consortium, as every sign-in needs them and as they change once in years. */
export interface UniversityList {
  all(): Promise<readonly University[]>;
  /** The next question reads the list anew: it has changed, or may have. */
  forget(): void;
}

const kept_ms = 30_000;

/**
 * Keeps the list until it is told of a change, and half a minute at most; while the database is away the last known one goes
 * on serving.
 */
export function universityList(db: Db, now: () => number): UniversityList {
  let known: { list: readonly University[]; until: number } | undefined;
  let changes = 0;
  return {
    all: async () => {
      if (known && known.until > now()) return known.list;
      const before = changes;
      try {
        const list = await listUniversities(db);
        // What was read while a change was announced may be older than the change.
        known = { list, until: before === changes ? now() + kept_ms : 0 };
      } catch (error) {
        if (!known) throw error;
      }
      return known.list;
    },
    forget: () => {
      changes += 1;
      if (known) known = { ...known, until: 0 };
    },
  };
}
