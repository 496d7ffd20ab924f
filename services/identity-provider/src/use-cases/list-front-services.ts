import type { Db } from '@onecampus/database';
import { type ListedFrontService, listFrontServices } from '../store/front-services.ts';

export type { ListedFrontService };

/** A university's services that speak SAML or CAS. */
export function listOwnFrontServices(db: Db, universityId: string): Promise<ListedFrontService[]> {
  return listFrontServices(db, universityId);
}
