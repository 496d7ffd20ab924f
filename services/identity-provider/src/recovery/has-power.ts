import type { Tx } from '@onecampus/database';
import { listRolesOfPerson } from '@onecampus/directory';
import { isOfficer } from '../store/consortium.ts';

/** Whether somebody's account has power over others: by a role at a university, or by one for the whole consortium. */
export async function hasPower(tx: Tx, personId: string): Promise<boolean> {
  return (await listRolesOfPerson(tx, personId)).length > 0 || (await isOfficer(tx, personId));
}
