import { type ApiService, audienceOf, isScope, type Scope, scopesOf, scopeTable } from '@onecampus/tokens';
import { type Configuration, errors, type KoaContextWithOIDC } from 'oidc-provider';

/** Where each service with an API is reached: its audience and its resource indicator (RFC 8707). */
export type ServiceUrls = Readonly<Record<ApiService, string>>;

const access_token_seconds = 300;

type ResourceIndicators = NonNullable<NonNullable<Configuration['features']>['resourceIndicators']>;

/**
 * Our own APIs as the engine's resource servers: signed access tokens (RFC 9068), one audience each, with the scopes that
 * both the service honours and the client was given. Whoever names no resource gets the one that the scopes belong to. Only a
 * program that acts for itself gets them (RFC 6749 §4.4): a scope is the application's, and whoever signs in to it would have
 * what the operator gave to the application.
 */
export function resourceIndicators(urls: ServiceUrls): ResourceIndicators {
  const byAudience = new Map(
    (Object.keys(urls) as ApiService[]).map((service) => [audienceOf(urls[service]), service] as const),
  );
  return {
    enabled: true,
    useGrantedResource: async () => false,
    defaultResource: async (ctx, _client, oneOf) => {
      if (oneOf) return oneOf;
      const services = new Set(requestedScopes(ctx).map((scope) => scopeTable[scope].service));
      const [service, ...others] = services;
      if (!actsForItself(ctx) || service === undefined) return undefined as never;
      if (others.length > 0)
        throw new errors.InvalidTarget('the scopes belong to several services: name one as "resource"');
      return audienceOf(urls[service]);
    },
    getResourceServerInfo: async (ctx, indicator, client) => {
      if (!actsForItself(ctx)) throw new errors.InvalidTarget('our APIs serve programs that act for themselves');
      const service = byAudience.get(URL.canParse(indicator) ? audienceOf(indicator) : '');
      if (service === undefined) throw new errors.InvalidTarget('no such API');
      const given = new Set(String(client['product_scope'] ?? '').split(' '));
      for (const scope of requestedScopes(ctx)) {
        if (!given.has(scope)) throw new errors.InvalidScope('requested scope is not allowed', scope);
      }
      return {
        scope: scopesOf(service)
          .filter((scope) => given.has(scope))
          .join(' '),
        audience: audienceOf(urls[service]),
        accessTokenTTL: access_token_seconds,
        accessTokenFormat: 'jwt' as const,
        jwt: { sign: { alg: 'RS256' as const } },
      };
    },
  };
}

function actsForItself({ oidc }: KoaContextWithOIDC): boolean {
  return oidc.route === 'token' && oidc.params?.['grant_type'] === 'client_credentials';
}

function requestedScopes(ctx: KoaContextWithOIDC): Scope[] {
  return String(ctx.oidc.params?.['scope'] ?? '')
    .split(' ')
    .filter(isScope);
}
