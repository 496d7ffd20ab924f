import type { Db } from '@onecampus/database';
import { isServiceOf, plainUrl } from '../rules/cas-service-url.ts';
import { type CasService, findCasService, listLiveCasServicesAt } from '../store/cas-services.ts';

/** Whose address that is; `undefined` for every address to which no ticket may go. */
export async function findCasServiceOf(db: Db, service: string): Promise<CasService | undefined> {
  const url = plainUrl(service);
  if (!url) return undefined;
  return (await listLiveCasServicesAt(db, url.origin)).find((one) => isServiceOf(one, service));
}

export async function findCasServiceById(db: Db, clientId: string): Promise<CasService | undefined> {
  return findCasService(db, clientId);
}
