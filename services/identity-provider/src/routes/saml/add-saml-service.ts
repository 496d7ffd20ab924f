import { bearer, route } from '@onecampus/http';
import { z } from 'zod';
import type { App, Context } from '../../context.ts';
import { metadata_bytes_max } from '../../rules/saml-metadata.ts';
import { entityIdOf } from '../../saml/places.ts';
import { addSamlService } from '../../use-cases/add-saml-service.ts';
import { universityIdOf } from '../cas/add-cas-service.ts';

const body = z.strictObject({
  /** The service's own metadata, one EntityDescriptor. */
  metadata: z.string().min(1).max(metadata_bytes_max),
  client_name: z.string().trim().min(1).max(200).optional(),
  'client_name#ru': z.string().trim().min(1).max(200).optional(),
  name_id: z.enum(['persistent', 'transient', 'email']).default('transient'),
  /** What the metadata ask for where nothing is said. */
  subject_id: z.enum(['subject-id', 'pairwise-id', 'none']).optional(),
  /** A library's e-resource: its members carry `common-lib-terms`. */
  library_terms: z.boolean().default(false),
  /** What the entity categories in the metadata ask for where nothing is said; `anonymous` where they say nothing. */
  scope: z
    .string()
    .max(1_000)
    .regex(/^openid( |$)/, 'must begin with openid')
    .optional(),
  first_party: z.boolean().default(false),
  university: z.string().max(32).optional(),
});

/** Lets a service that speaks SAML sign people in; answers with where it finds our metadata. */
export function addSamlServiceRoute(app: App, context: Context): void {
  const { issuer, production } = context.config;
  route(app, {
    method: 'post',
    path: '/api/v1/saml-services',
    summary: 'Connect a service that speaks SAML 2.0',
    authenticate: bearer(context.access, 'clients.write'),
    body,
    bodyBytesMax: 2 * metadata_bytes_max,
    status: 201,
    handle: async ({ principal, body: asked }) => {
      const added = await addSamlService(
        { db: context.db, issuer, production, now: context.clock.now() },
        principal.actor,
        {
          universityId: await universityIdOf(context, asked.university),
          metadataXml: asked.metadata,
          name: asked.client_name,
          nameRu: asked['client_name#ru'],
          nameId: asked.name_id,
          subjectId: asked.subject_id,
          libraryTerms: asked.library_terms,
          scope: asked.scope,
          own: asked.first_party,
        },
      );
      context.clients.forget();
      return { client_id: added.clientId, entity_id: added.entityId, idp_entity_id: entityIdOf(context) };
    },
  });
}
