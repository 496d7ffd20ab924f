import type { Context } from '../context.ts';
import type { Constraints } from '../rules/federation/constraints.ts';
import { listSubordinates, type Subordinate } from '../store/federation.ts';
import { signStatement } from './entity-statement.ts';
import { ownFederationKeys } from './federation-keys.ts';

const configuration_seconds = 24 * 3_600;
/** What we say of others is asked again after so long: an entity that was withdrawn is nobody from then on. */
const subordinate_seconds = 3_600;

/** Our entity configuration (OpenID Federation 1.0 §9): who we are, with which keys, and under whom. */
export async function ownConfiguration(context: Context, provider: Record<string, unknown>): Promise<string> {
  const { issuer, federationSuperiors } = context.config;
  const keys = await ownFederationKeys(context);
  const now = Math.floor(context.clock.now().getTime() / 1_000);
  return signStatement(
    {
      iss: issuer,
      sub: issuer,
      iat: now,
      exp: now + configuration_seconds,
      jwks: keys.publicJwks,
      ...(federationSuperiors.length > 0 ? { authority_hints: federationSuperiors } : {}),
      metadata: {
        openid_provider: {
          ...provider,
          client_registration_types_supported: ['automatic'],
          request_authentication_methods_supported: {
            authorization_endpoint: ['request_object'],
            pushed_authorization_request_endpoint: ['private_key_jwt'],
          },
        },
        federation_entity: {
          organization_name: 'One Campus',
          federation_fetch_endpoint: `${issuer}/federation/fetch`,
          federation_list_endpoint: `${issuer}/federation/list`,
          federation_resolve_endpoint: `${issuer}/federation/resolve`,
        },
      },
    },
    keys,
  );
}

/** What we say of an entity that we have admitted (§8.1); `undefined` of any other. */
export async function statementAbout(context: Context, entityId: string): Promise<string | undefined> {
  const entity = (await listSubordinates(context.db)).find(
    (one) => one.entityId === entityId && one.admittedAt !== null,
  );
  if (!entity) return undefined;
  const { issuer } = context.config;
  const now = Math.floor(context.clock.now().getTime() / 1_000);
  const constraints = constraintsOn(entity);
  return signStatement(
    {
      iss: issuer,
      sub: entityId,
      iat: now,
      exp: now + subordinate_seconds,
      jwks: entity.jwks,
      ...(Object.keys(entity.metadataPolicy).length > 0 ? { metadata_policy: entity.metadataPolicy } : {}),
      ...(Object.keys(constraints).length > 0 ? { constraints } : {}),
    },
    await ownFederationKeys(context),
  );
}

/** Whoever was admitted as an application or a provider is that and no superior: nobody comes in by its word (§6.2). */
function constraintsOn({ kind, constraints }: Subordinate): Constraints {
  return kind === 'federation_entity'
    ? constraints
    : { ...constraints, max_path_length: 0, allowed_entity_types: [kind] };
}
