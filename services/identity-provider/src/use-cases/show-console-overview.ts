import type { Db } from '@onecampus/database';
import { type ConsoleOverview, readConsoleOverview } from '../store/console-overview.ts';

export type { ConsoleOverview };

/** Where a university stands with signing in. */
export function showConsoleOverview(db: Db, universityId: string): Promise<ConsoleOverview> {
  return readConsoleOverview(db, universityId);
}
