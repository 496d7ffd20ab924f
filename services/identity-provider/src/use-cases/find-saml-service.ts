import type { Db } from '@onecampus/database';
import { findLiveSamlService, findSamlService, type SamlService } from '../store/saml-services.ts';

export async function findSamlServiceById(db: Db, clientId: string): Promise<SamlService | undefined> {
  return findSamlService(db, clientId);
}

/** `undefined` for every entity that may not sign people in. */
export async function findSamlServiceOf(db: Db, entityId: string): Promise<SamlService | undefined> {
  return findLiveSamlService(db, entityId);
}
