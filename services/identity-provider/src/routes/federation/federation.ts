import { alreadyAnswered, nobodyInParticular, route } from '@onecampus/http';
import { z } from 'zod';
import type { App, Context } from '../../context.ts';
import { ownMetadata } from '../../provider/own-metadata.ts';
import { answerAboutEntity, configureEntity, listEntities, resolveEntity } from '../../use-cases/federation.ts';

type Answer = Parameters<Parameters<typeof route>[1]['handle']>[0]['response'];

const entityId = z.string().min(1).max(500);
const types = ['openid_relying_party', 'openid_provider', 'federation_entity'] as const;

/** Our entity configuration: before the engine, which takes everything below `/.well-known/` for its own. */
export function federationConfigurationRoute(app: App, context: Context): void {
  route(app, {
    method: 'get',
    path: '/.well-known/openid-federation',
    summary: 'Our entity configuration (OpenID Federation 1.0 §9)',
    authenticate: nobodyInParticular,
    handle: async ({ response }) => {
      const provider = await ownMetadata(context.engine, context.config.issuer);
      return sendSigned(response, 'entity-statement+jwt', await configureEntity(context, provider));
    },
  });
}

/** What we tell of the entities below us (OpenID Federation 1.0 §8). */
export function federationRoutes(app: App, context: Context): void {
  route(app, {
    method: 'get',
    path: '/federation/fetch',
    summary: 'What we say of an entity below us (OpenID Federation 1.0 §8.1)',
    authenticate: nobodyInParticular,
    query: z.object({ sub: entityId.optional(), iss: entityId.optional() }),
    handle: async ({ query: { sub, iss }, response }) => {
      if (sub === undefined || (iss !== undefined && iss !== context.config.issuer) || sub === context.config.issuer)
        return refuse(response, 400, 'invalid_request', 'name an entity below us as "sub"');
      const statement = await answerAboutEntity(context, sub);
      if (statement === undefined) return refuse(response, 404, 'not_found', 'we vouch for no such entity');
      return sendSigned(response, 'entity-statement+jwt', statement);
    },
  });

  route(app, {
    method: 'get',
    path: '/federation/list',
    summary: 'The entities below us (OpenID Federation 1.0 §8.2)',
    authenticate: nobodyInParticular,
    query: z.object({ entity_type: z.string().max(100).optional() }),
    handle: async ({ query, response }) => {
      response.json(await listEntities(context, query.entity_type));
      return alreadyAnswered;
    },
  });

  route(app, {
    method: 'get',
    path: '/federation/resolve',
    summary: 'An entity’s metadata as a chain of trust has them (OpenID Federation 1.0 §8.3)',
    authenticate: nobodyInParticular,
    query: z.object({
      sub: entityId.optional(),
      trust_anchor: entityId.optional(),
      entity_type: z.enum(types).optional(),
    }),
    handle: async ({ query: { sub, trust_anchor, entity_type }, response }) => {
      if (sub === undefined || trust_anchor === undefined)
        return refuse(response, 400, 'invalid_request', '"sub" and "trust_anchor" are needed');
      const resolved = await resolveEntity(context, sub, trust_anchor, entity_type ?? 'openid_relying_party');
      if (resolved === undefined) return refuse(response, 404, 'invalid_trust_chain', 'no chain leads there');
      return sendSigned(response, 'resolve-response+jwt', resolved);
    },
  });
}

function sendSigned(response: Answer, type: string, jwt: string) {
  response.type(`application/${type}`).send(jwt);
  return alreadyAnswered;
}

/** Errors in the specification's own form (§8.9). */
function refuse(response: Answer, status: number, error: string, error_description: string) {
  response.status(status).json({ error, error_description });
  return alreadyAnswered;
}
