import type { Db } from '@onecampus/database';
import { listLeaves, type RegistrationLeave } from '../store/registration.ts';

/** Every leave to register, the newest first; nothing secret. */
export function listRegistrationLeaves(db: Db): Promise<RegistrationLeave[]> {
  return listLeaves(db);
}
