import type { Tx } from '@onecampus/database';
import { listRolesOfPerson } from '@onecampus/directory';

/**
 * Another university at which somebody has a role, `undefined` where there is none. One university alone opens nobody's account
 * to anybody who has power at another: neither by its own provider's word, nor by an invitation, nor by a recovery.
 */
export async function servesElsewhere(tx: Tx, personId: string, universityId: string): Promise<string | undefined> {
  return (await listRolesOfPerson(tx, personId)).find((one) => one.universityId !== universityId)?.universityId;
}
