import type { IncomingMessage, ServerResponse } from 'node:http';
import * as oidc from 'openid-client';
import { Strategy } from 'openid-client/passport';
import { Passport } from 'passport';
import type { Upstream } from '../store/upstreams.ts';

/** What has to be the same when the browser comes back (OpenID Connect Core §3.1.2.1, RFC 7636). */
export interface RoundChecks {
  readonly state: string;
  readonly nonce: string;
  readonly code_verifier: string;
}

/** What the provider is asked besides "who is that?". */
export interface RoundWishes {
  readonly loginHint?: string;
  readonly acrValues?: readonly string[];
  /** How fresh its own proof has to be; 0 asks the person anew. */
  readonly maxAgeSeconds?: number;
}

/** What the provider said, with the claims of the ID token over those of userinfo. */
export interface UpstreamAnswer {
  readonly claims: Readonly<Record<string, unknown>>;
  readonly issuer: string;
  readonly sub: string;
  readonly acr?: string;
  /** The provider's own session, by which it tells of its end (OpenID Connect Back-Channel Logout 1.0 §2.1). */
  readonly sid?: string;
  /** Seconds since 1970. */
  readonly authTime?: number;
}

/** The provider, or the person there, said no; everything else that goes wrong is an error. */
export class UpstreamRefusal extends Error {
  override readonly name = 'UpstreamRefusal';
}

/**
 * One round to a provider and back with passport's strategy of openid-client: PKCE with S256, state, nonce, `iss` in the
 * answer (RFC 9207) and in the ID token, the ID token's signature. The strategy keeps its checks in a session; ours lives
 * in the ephemeral store under the browser's own cookie, so it is handed one that exists for this call alone.
 */
export function upstreamStrategy(client: oidc.Configuration, upstream: Upstream, redirectUri: string) {
  const sessionKey = 'round';
  return {
    /** Where to send the browser, and what to keep until it is back. */
    begin: async (wishes: RoundWishes): Promise<{ url: string; checks: RoundChecks }> => {
      const session: Record<string, unknown> = {};
      const passport = passportOf(client, redirectUri, upstream, sessionKey, wishes);
      const url = await new Promise<string>((resolve, reject) => {
        const response = { setHeader: (_: string, url: string) => resolve(url), end: () => undefined };
        call(passport, { method: 'GET', originalUrl: '/', session }, response, (error) =>
          reject(error ?? new Error('not sent on')),
        );
      });
      return { url, checks: session[sessionKey] as RoundChecks };
    },
    /** @throws UpstreamRefusal, or whatever the library finds wrong with the answer. */
    finish: (originalUrl: string, checks: RoundChecks): Promise<UpstreamAnswer> => {
      const { state, nonce, code_verifier } = checks;
      const session = { [sessionKey]: { state, nonce, code_verifier } };
      const passport = passportOf(client, redirectUri, upstream, sessionKey, {});
      return new Promise((resolve, reject) => {
        call(passport, { method: 'GET', originalUrl, session }, {}, (error, answer, info) => {
          if (error) reject(error);
          else if (answer) resolve(answer as UpstreamAnswer);
          else reject(new UpstreamRefusal(info?.message ?? 'refused'));
        });
      });
    },
  };
}

type Done = (error: unknown, answer?: unknown, info?: { message?: string }) => void;

function call(passport: InstanceType<typeof Passport>, request: object, response: object, done: Done): void {
  const middleware = passport.authenticate('upstream', { session: false }, done as never) as (
    request: IncomingMessage,
    response: ServerResponse,
    next: Done,
  ) => void;
  middleware(request as IncomingMessage, response as ServerResponse, done);
}

function passportOf(
  config: oidc.Configuration,
  redirectUri: string,
  upstream: Upstream,
  sessionKey: string,
  wishes: RoundWishes,
) {
  const strategy = new Strategy(
    { config, scope: upstream.scopes.join(' '), callbackURL: redirectUri, sessionKey },
    (tokens, done) => {
      answerOf(config, upstream, tokens).then(
        (answer) => done(null, answer as never),
        (error: unknown) => done(error),
      );
    },
  );
  // The strategy would take the callback's address from the Host header, which a proxy may have changed.
  strategy.currentUrl = (request) => new URL(request.originalUrl, redirectUri);
  strategy.authorizationRequestParams = () => {
    const params = new URLSearchParams({ state: oidc.randomState(), nonce: oidc.randomNonce() });
    if (wishes.loginHint) params.set('login_hint', wishes.loginHint);
    if (wishes.acrValues?.length) params.set('acr_values', wishes.acrValues.join(' '));
    if (wishes.maxAgeSeconds !== undefined) params.set('max_age', String(wishes.maxAgeSeconds));
    if (wishes.maxAgeSeconds === 0) params.set('prompt', 'login');
    return params;
  };
  const passport = new Passport();
  passport.use('upstream', strategy);
  return passport;
}

async function answerOf(
  config: oidc.Configuration,
  upstream: Upstream,
  tokens: oidc.TokenEndpointResponse & oidc.TokenEndpointResponseHelpers,
): Promise<UpstreamAnswer> {
  const idToken = tokens.claims();
  if (!idToken) throw new Error('the provider gave no ID token');
  const { identifier, name } = upstream.claims;
  const lacks = [identifier.claim, name].some((claim) => claim !== undefined && !Object.hasOwn(idToken, claim));
  const more =
    lacks && config.serverMetadata().userinfo_endpoint
      ? await oidc.fetchUserInfo(config, tokens.access_token, idToken.sub)
      : {};
  return {
    claims: { ...more, ...idToken },
    issuer: idToken.iss,
    sub: idToken.sub,
    ...(typeof idToken['acr'] === 'string' ? { acr: idToken['acr'] } : {}),
    ...(typeof idToken['sid'] === 'string' ? { sid: idToken['sid'].slice(0, 255) } : {}),
    ...(typeof idToken.auth_time === 'number' ? { authTime: idToken.auth_time } : {}),
  };
}
