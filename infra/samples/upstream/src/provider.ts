import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import Provider, { type Configuration } from 'oidc-provider';
import { memoryAdapter } from './memory-adapter.ts';
import { chooserPage } from './page.ts';

/** Somebody of the university, with the claims that its provider says of him. */
export interface UpstreamPerson {
  readonly sub: string;
  readonly name: string;
  readonly claims: Readonly<Record<string, unknown>>;
}

export interface UpstreamOptions {
  readonly port: number;
  readonly host?: string;
  readonly university: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly redirectUris: readonly string[];
  /** Where we are told that somebody has signed out here. */
  readonly backchannelLogoutUri?: string;
  readonly people: readonly UpstreamPerson[];
}

export interface SampleUpstream {
  readonly issuer: string;
  /** People may change while it runs: a test gives somebody another claim. */
  readonly people: Map<string, UpstreamPerson>;
  stop(): Promise<void>;
}

/**
 * A university's own OpenID provider as small as one can be: oidc-provider in memory, claims in the ID token,
 * and a page on which one presses one's name. It knows nothing of us but a client and its redirect addresses.
 */
export async function startUpstream(options: UpstreamOptions): Promise<SampleUpstream> {
  const issuer = `http://localhost:${options.port}`;
  const people = new Map(options.people.map((person) => [person.sub, person]));
  const provider = new Provider(issuer, configuration(options, people));
  const engine = provider.callback();
  const server = createServer((request, response) => {
    if (!request.url?.startsWith('/interaction/')) return void engine(request, response);
    signIn(provider, options, people, request, response).catch((error: unknown) => {
      response.statusCode = 500;
      response.end(String(error));
    });
  });
  await new Promise<void>((resolve) => server.listen(options.port, options.host ?? 'localhost', resolve));
  return { issuer, people, stop: () => closed(server) };
}

function configuration(options: UpstreamOptions, people: ReadonlyMap<string, UpstreamPerson>): Configuration {
  const names = [...new Set(['name', ...options.people.flatMap(({ claims }) => Object.keys(claims))])];
  return {
    adapter: memoryAdapter(),
    clients: [
      {
        client_id: options.clientId,
        client_secret: options.clientSecret,
        redirect_uris: [...options.redirectUris],
        response_types: ['code'],
        grant_types: ['authorization_code'],
        ...(options.backchannelLogoutUri
          ? { backchannel_logout_uri: options.backchannelLogoutUri, backchannel_logout_session_required: true }
          : {}),
      },
    ],
    claims: { openid: ['sub', ...names] },
    // The claims come with the ID token itself; others have them at userinfo, which is asked where one is missing.
    conformIdTokenClaims: false,
    acrValues: ['https://refeds.org/profile/mfa', 'https://refeds.org/profile/sfa'],
    pkce: { required: () => true },
    jwks: { keys: [{ ...signingKey(), use: 'sig', alg: 'RS256' }] } as NonNullable<Configuration['jwks']>,
    ttl: { AccessToken: 600, AuthorizationCode: 60, Grant: 3_600, IdToken: 600, Interaction: 600, Session: 3_600 },
    features: {
      devInteractions: { enabled: false },
      backchannelLogout: { enabled: options.backchannelLogoutUri !== undefined },
    },
    cookies: { keys: [randomBytes(16).toString('hex')] },
    interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
    findAccount: (_, sub) => {
      const person = people.get(sub);
      return person && { accountId: sub, claims: async () => ({ sub, name: person.name, ...person.claims }) };
    },
    // The university's own application: nobody is asked whether it may know him.
    loadExistingGrant: async ({ oidc }) => {
      const grant = new oidc.provider.Grant({ accountId: oidc.session!.accountId!, clientId: oidc.client!.clientId });
      grant.addOIDCScope('openid profile');
      await grant.save();
      return grant;
    },
  };
}

function signingKey(): object {
  return generateKeyPairSync('rsa', { modulusLength: 2_048 }).privateKey.export({ format: 'jwk' });
}

async function signIn(
  provider: Provider,
  { university }: UpstreamOptions,
  people: ReadonlyMap<string, UpstreamPerson>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (request.method !== 'POST') {
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(chooserPage({ university, action: request.url!, people: [...people.values()] }));
    return;
  }
  const sub = new URLSearchParams(await bodyOf(request)).get('sub') ?? '';
  const result = people.has(sub)
    ? { login: { accountId: sub, acr: 'https://refeds.org/profile/mfa', amr: ['mfa'] } }
    : { error: 'access_denied', error_description: 'the person did not sign in' };
  await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const part of request) text += String(part);
  return text;
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.closeAllConnections();
    server.close(() => resolve());
  });
}
