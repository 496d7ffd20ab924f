import type { Db } from '@onecampus/database';
import { DomainError } from '@onecampus/errors';
import { type CasService, findCasService } from '../store/cas-services.ts';
import { findOwnedClient } from '../store/client-owners.ts';
import type { Client } from '../store/clients.ts';
import { findSamlService, type SamlService } from '../store/saml-services.ts';

/** A service that speaks SAML or CAS, as its administrators see it. */
export type FrontService =
  | { readonly protocol: 'saml'; readonly client: Client; readonly saml: SamlService }
  | { readonly protocol: 'cas'; readonly client: Client; readonly cas: CasService };

/** @throws DomainError `client.unknown`, also where it is another university's. */
export async function findOwnFrontService(db: Db, id: string, universityId: string): Promise<FrontService> {
  const client = await findOwnedClient(db, id, { universityId });
  const saml = client?.protocol === 'saml' ? await findSamlService(db, id) : undefined;
  if (client && saml) return { protocol: 'saml', client, saml };
  const cas = client?.protocol === 'cas' ? await findCasService(db, id) : undefined;
  if (client && cas) return { protocol: 'cas', client, cas };
  throw new DomainError('client.unknown', 'No such service.');
}
