import type { AdapterFactory, Configuration, FindAccount, JWKS } from 'oidc-provider';
import { claimsOfScope } from '../rules/claims-of-scope.ts';
import { identityScopes } from '../rules/split-scope.ts';
import { interactionRules } from './interaction-rules.ts';
import { lifetimes } from './lifetimes.ts';
import type { OutgoingFetch } from './outgoing-fetch.ts';
import { resourceIndicators, type ServiceUrls } from './resource-servers.ts';
import type { EngineViews } from './views.ts';

export type EngineParts = {
  readonly issuer: string;
  readonly adapter: AdapterFactory;
  readonly findAccount: FindAccount;
  readonly loadExistingGrant: NonNullable<Configuration['loadExistingGrant']>;
  readonly views: EngineViews;
  readonly outgoing: OutgoingFetch;
  readonly serviceUrls: ServiceUrls;
};

/** The keys of this moment: private JWKs, the signing ones first, and the keys that sign cookies, the newest first. */
export type EngineKeys = { readonly jwks: JWKS; readonly cookieKeys: readonly string[] };

/** Everything that we tell the engine, on one screen. What is not here is switched off or the engine's own safe default. */
export function engineConfiguration(parts: EngineParts, keys: EngineKeys): Configuration {
  const secure = parts.issuer.startsWith('https:');
  return {
    adapter: parts.adapter,
    jwks: keys.jwks,
    findAccount: parts.findAccount,
    loadExistingGrant: parts.loadExistingGrant,
    fetch: parts.outgoing.fetch,
    renderError: parts.views.error,
    ttl: lifetimes,
    // A browser that goes from one of our hosts to another must not take the name of the session from there.
    cookies: {
      keys: [...keys.cookieKeys],
      names: {
        session: secure ? '__Host-campus_session' : 'campus_session',
        interaction: 'campus_interaction',
        resume: 'campus_resume',
      },
      long: { httpOnly: true, sameSite: 'lax', signed: true, secure, path: '/' },
      short: { httpOnly: true, sameSite: 'lax', signed: true, secure },
    },
    interactions: { policy: interactionRules(), url: (_ctx, interaction) => `/interaction/${interaction.uid}` },
    scopes: [...identityScopes],
    claims: claimsOfScope,
    // ID tokens carry no names: Moodle decodes them as plain base64 and breaks on what is not ASCII.
    conformIdTokenClaims: true,
    responseTypes: ['code'],
    subjectTypes: ['public'],
    pkce: { required: () => true },
    clientAuthMethods: ['client_secret_basic', 'client_secret_post', 'private_key_jwt', 'none'],
    clientDefaults: {
      grant_types: ['authorization_code'],
      response_types: ['code'],
      id_token_signed_response_alg: 'RS256',
    },
    // The secret is stored only as a hash, so nothing may be signed or encrypted with it.
    enabledJWA: {
      idTokenSigningAlgValues: ['RS256', 'ES256'],
      userinfoSigningAlgValues: ['RS256', 'ES256'],
      introspectionSigningAlgValues: ['RS256', 'ES256'],
      authorizationSigningAlgValues: ['RS256', 'ES256'],
      requestObjectSigningAlgValues: ['RS256', 'ES256', 'PS256'],
      clientAuthSigningAlgValues: ['RS256', 'ES256', 'PS256'],
    },
    extraClientMetadata: { properties: ['first_party', 'product_scope', 'name_ru'] },
    allowOmittingSingleRegisteredRedirectUri: false,
    issueRefreshToken: async (_ctx, client) => client.grantTypeAllowed('refresh_token'),
    // A public client cannot keep a secret, so its tokens are changed at each use; a confidential one proves who it is.
    rotateRefreshToken: (ctx) => ctx.oidc.client?.clientAuthMethod === 'none',
    // The grant is what every token is checked against: whoever revokes one token ends all that came with it.
    revokeGrantPolicy: () => true,
    clientBasedCORS: (_ctx, origin, client) =>
      client.clientAuthMethod === 'none' &&
      (client.redirectUris ?? []).some((uri) => URL.parse(uri)?.origin === origin),
    discovery: { ui_locales_supported: ['ru', 'en'], claims_locales_supported: ['ru'] },
    features: {
      devInteractions: { enabled: false },
      backchannelLogout: { enabled: true },
      clientCredentials: { enabled: true },
      // Opaque tokens are for our own userinfo endpoint, so nobody has a reason to ask about anybody else's.
      introspection: {
        enabled: true,
        allowedPolicy: async (_ctx, client, token) => token.clientId === client.clientId,
      },
      revocation: { enabled: true, allowedPolicy: async (_ctx, client, token) => token.clientId === client.clientId },
      pushedAuthorizationRequests: { enabled: true },
      resourceIndicators: resourceIndicators(parts.serviceUrls),
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: parts.views.signOut,
        postLogoutSuccessSource: parts.views.signedOut,
      },
    },
  };
}
