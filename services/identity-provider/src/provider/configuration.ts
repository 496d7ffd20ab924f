import type { Configuration } from 'oidc-provider';
import { claimsOfScope } from '../rules/claims-of-scope.ts';
import { clientAlgorithms, fapiAlgorithms, signedAlgorithms } from '../rules/client-security.ts';
import { sessionLife_seconds } from '../rules/session-life.ts';
import { identityScopes } from '../rules/split-scope.ts';
import type { EngineKeys, EngineParts } from './engine-parts.ts';
import { extensions } from './extensions.ts';
import { interactionRules } from './interaction-rules.ts';
import { lifetimes } from './lifetimes.ts';
import { engineFetch } from './outgoing-fetch.ts';
import { resourceIndicators } from './resource-servers.ts';

/** Everything that we tell the engine: the base, and what each extension adds to it. */
export function engineConfiguration(parts: EngineParts, keys: EngineKeys): Configuration {
  return extensions.reduce(
    (configuration, extension) => extension.configure?.(configuration, parts) ?? configuration,
    baseConfiguration(parts, keys),
  );
}

/** The base, on one screen. What is not here is switched off or the engine's own safe default. */
function baseConfiguration(parts: EngineParts, keys: EngineKeys): Configuration {
  const secure = parts.issuer.startsWith('https:');
  return {
    adapter: (kind) =>
      extensions.map((extension) => extension.adapter?.(kind, parts)).find((own) => own !== undefined) ??
      parts.adapter(kind),
    jwks: keys.jwks,
    findAccount: parts.findAccount,
    loadExistingGrant: parts.loadExistingGrant,
    fetch: engineFetch(parts.outgoing),
    renderError: parts.views.error,
    ttl: {
      ...lifetimes,
      Session: (_ctx, session) =>
        sessionLife_seconds({
          signedInAt: session.loginTs,
          now: Math.floor(parts.clock.now().getTime() / 1_000),
          seconds_max: parts.session_seconds_max,
        }),
    },
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
    interactions: { policy: interactionRules(parts), url: (_ctx, interaction) => `/interaction/${interaction.uid}` },
    // Which university the application means (pages/sign-in); the engine drops what it does not know.
    extraParams: ['domain_hint'],
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
      idTokenSigningAlgValues: [...signedAlgorithms],
      userinfoSigningAlgValues: [...signedAlgorithms],
      introspectionSigningAlgValues: [...signedAlgorithms],
      authorizationSigningAlgValues: [...signedAlgorithms],
      requestObjectSigningAlgValues: [...clientAlgorithms],
      clientAuthSigningAlgValues: [...clientAlgorithms],
      dPoPSigningAlgValues: [...fapiAlgorithms],
    },
    extraClientMetadata: { properties: ['first_party', 'product_scope', 'name_ru', 'university_id'] },
    allowOmittingSingleRegisteredRedirectUri: false,
    issueRefreshToken: async (_ctx, client) => client.grantTypeAllowed('refresh_token'),
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
