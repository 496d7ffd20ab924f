import type { Db } from '@onecampus/database';
import { type LeaveOwner, listLeaves, type RegistrationLeave } from '../store/registration.ts';

export type { RegistrationLeave };

/** The leaves to register, the newest first; nothing secret. */
export function listRegistrationLeaves(db: Db, owner: LeaveOwner): Promise<RegistrationLeave[]> {
  return listLeaves(db, owner);
}
