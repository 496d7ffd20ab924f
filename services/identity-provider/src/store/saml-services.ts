import type { Db } from '@onecampus/database';
import type { ServiceMetadata } from '../rules/saml-metadata.ts';

export type SamlService = {
  readonly clientId: string;
  readonly entityId: string;
  readonly metadata: ServiceMetadata;
  readonly nameId: 'persistent' | 'transient' | 'email';
  readonly subjectId: 'subject-id' | 'pairwise-id' | 'none';
  readonly libraryTerms: boolean;
};

const columns = `client_id as "clientId", entity_id as "entityId", metadata, name_id as "nameId",
  subject_id as "subjectId", library_terms as "libraryTerms"`;

/** `false` where there is a service of this entity id already. */
export async function insertSamlService(db: Db, service: SamlService, metadataXml: string): Promise<boolean> {
  const { rows } = await db.raw<{ rows: unknown[] }>(
    `insert into identity_provider.saml_services
       (client_id, entity_id, metadata_xml, metadata, name_id, subject_id, library_terms)
     values (:clientId, :entityId, :metadataXml, :metadata, :nameId, :subjectId, :libraryTerms)
     on conflict (entity_id) do nothing returning 1`,
    { ...service, metadata: JSON.stringify(service.metadata), metadataXml } as never,
  );
  return rows.length === 1;
}

/** New metadata of a service that stays who it is; `false` where its entity id is another one. */
export async function updateSamlMetadata(
  db: Db,
  clientId: string,
  metadata: ServiceMetadata,
  metadataXml: string,
): Promise<boolean> {
  const { rows } = await db.raw<{ rows: unknown[] }>(
    `update identity_provider.saml_services
     set metadata = :metadata, metadata_xml = :metadataXml, changed_at = now()
     where client_id = :clientId and entity_id = :entityId returning 1`,
    { clientId, entityId: metadata.entityId, metadata: JSON.stringify(metadata), metadataXml },
  );
  return rows.length === 1;
}

export async function findSamlService(db: Db, clientId: string): Promise<SamlService | undefined> {
  const { rows } = await db.raw<{ rows: SamlService[] }>(
    `select ${columns} from identity_provider.saml_services where client_id = ?`,
    [clientId],
  );
  return rows[0];
}

/** One that may sign people in. */
export async function findLiveSamlService(db: Db, entityId: string): Promise<SamlService | undefined> {
  const { rows } = await db.raw<{ rows: SamlService[] }>(
    `select ${columns} from identity_provider.saml_services s
     where entity_id = ? and exists (
       select from identity_provider.clients c where c.id = s.client_id and c.state = 'live' and c.protocol = 'saml')`,
    [entityId],
  );
  return rows[0];
}
