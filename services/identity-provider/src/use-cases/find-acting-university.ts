import type { Db } from '@onecampus/database';
import { findActingUniversity } from '../store/acting-university.ts';

/** As whose member somebody acts in a session; `undefined` where he has not said. */
export function actingUniversityOf(db: Db, sessionUid: string): Promise<string | undefined> {
  return findActingUniversity(db, sessionUid);
}
