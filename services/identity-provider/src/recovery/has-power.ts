import type { Db } from '@onecampus/database';
import { listRolesOfPerson } from '@onecampus/directory';
import { isOfficer } from '../store/consortium.ts';

/** Whether somebody's account has power over others: by a role at a university, or by one for the whole consortium. */
export async function hasPower(db: Db, personId: string): Promise<boolean> {
  return (await listRolesOfPerson(db, personId)).length > 0 || (await isOfficer(db, personId));
}
