import { createServer } from 'node:http';
import { exportJWK, generateKeyPair } from 'jose';
import { type ClientMetadata, type Configuration, Provider } from 'oidc-provider';

/**
 * The same engine in the same version as ours, on node:http with its own memory adapter and nothing of ours around it:
 * what each request costs at the least with this engine. Settings that a request's work depends on equal ours
 * (services/identity-provider/src/provider/configuration.ts): RS256, PKCE, client_secret_basic, signed cookies, the same
 * scopes and claims, the same features, a grant for a first-party application without a question.
 *
 * Whoever comes is signed in as their `login_hint`, without a password.
 */
const port = Number(process.env['BENCH_PORT']);
const issuer = process.env['BENCH_ISSUER'] ?? '';

const claims = JSON.parse(process.env['BENCH_CLAIMS'] ?? '{}') as Record<string, unknown>;
const apiScope = process.env['BENCH_API_SCOPE'] ?? '';
const apiAudience = process.env['BENCH_API_AUDIENCE'] ?? '';

const keys = await Promise.all(
  ['RS256', 'ES256'].map(async (alg) => {
    const { privateKey } = await generateKeyPair(alg, { extractable: true });
    return { ...(await exportJWK(privateKey)), alg, use: 'sig', kid: alg };
  }),
);

const configuration: Configuration = {
  clients: JSON.parse(process.env['BENCH_CLIENTS'] ?? '[]') as ClientMetadata[],
  jwks: { keys },
  cookies: { keys: ['a key of this run alone'] },
  findAccount: (_ctx, sub) => ({ accountId: sub, claims: () => ({ ...claims, sub }) }),
  loadExistingGrant: async (ctx) => {
    const { session, client, account, provider } = ctx.oidc;
    if (!session || !client || !account) return undefined;
    const known = session.grantIdFor(client.clientId);
    if (known) return provider.Grant.find(known);
    const grant = new provider.Grant({ accountId: account.accountId, clientId: client.clientId });
    grant.addOIDCScope(String(ctx.oidc.params?.['scope']));
    await grant.save();
    return grant;
  },
  ttl: {
    Session: 43_200,
    Interaction: 3_600,
    AuthorizationCode: 60,
    AccessToken: 3_600,
    ClientCredentials: 300,
    RefreshToken: 1_209_600,
    IdToken: 3_600,
    Grant: 1_209_600,
  },
  scopes: ['openid', 'profile', 'email', 'eduperson_scoped_affiliation', 'schac_home_organization'],
  claims: {
    openid: ['sub', 'acr', 'amr', 'auth_time'],
    profile: [
      'name',
      'family_name',
      'given_name',
      'middle_name',
      'eduperson_scoped_affiliation',
      'schac_home_organization',
    ],
    email: ['email', 'email_verified'],
    eduperson_scoped_affiliation: ['eduperson_scoped_affiliation'],
    schac_home_organization: ['schac_home_organization'],
  },
  conformIdTokenClaims: true,
  responseTypes: ['code'],
  subjectTypes: ['public'],
  pkce: { required: () => true },
  issueRefreshToken: async (_ctx, client) => client.grantTypeAllowed('refresh_token'),
  rotateRefreshToken: ({ oidc }) => oidc.client?.clientAuthMethod === 'none',
  clientDefaults: {
    grant_types: ['authorization_code'],
    response_types: ['code'],
    id_token_signed_response_alg: 'RS256',
    token_endpoint_auth_method: 'client_secret_basic',
  },
  features: {
    devInteractions: { enabled: false },
    backchannelLogout: { enabled: true },
    clientCredentials: { enabled: true },
    introspection: {
      enabled: true,
      allowedPolicy: async (_ctx, client, token) => token.clientId === client.clientId,
    },
    revocation: { enabled: true },
    resourceIndicators: {
      enabled: true,
      useGrantedResource: async () => false,
      defaultResource: async (ctx, _client, oneOf) =>
        oneOf ?? (ctx.oidc.params?.['scope'] === apiScope ? apiAudience : (undefined as never)),
      getResourceServerInfo: async () => ({
        scope: apiScope,
        audience: apiAudience,
        accessTokenTTL: 300,
        accessTokenFormat: 'jwt',
        jwt: { sign: { alg: 'RS256' } },
      }),
    },
    pushedAuthorizationRequests: { enabled: true },
  },
};

const provider = new Provider(issuer, configuration);
const answer = provider.callback();

createServer((request, response) => {
  if (!request.url?.startsWith('/interaction/')) return void answer(request, response);
  provider
    .interactionDetails(request, response)
    .then(({ params }) => {
      const result = { login: { accountId: String(params['login_hint']), amr: ['pwd'] } };
      return provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
    })
    .catch((error: Error) => response.writeHead(500).end(error.message));
}).listen(port, '127.0.0.1');

process.on('disconnect', () => process.exit(0));
process.on('SIGTERM', () => process.exit(0));
