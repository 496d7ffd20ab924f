import { type Ephemeral, key } from '@onecampus/ephemeral';
import { DomainError } from '@onecampus/errors';
import type { Clock, Logger } from '@onecampus/runtime';
import { hashToken } from '@onecampus/tokens';
import express, { type Express, type Request, type Response } from 'express';
import session from 'express-session';
import * as oidc from 'openid-client';
import { Strategy } from 'openid-client/passport';
import { Passport } from 'passport';
import { localPath } from './local-path.ts';
import { verifyLogoutToken } from './logout-token.ts';
import { nameOf } from './name-of.ts';
import { rememberedDiscovery } from './remembered-discovery.ts';
import { EphemeralSessionStore, keyOf, session_life_seconds } from './session-store.ts';
import type { StaffMember } from './staff.ts';

export interface StaffSignInOptions {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Where people reach this service; the callback lies below it. */
  readonly publicUrl: string;
  readonly sessionSecret: string;
  readonly ephemeral: Ephemeral;
  readonly log: Logger;
  readonly clock: Clock;
  /** Cookies only over TLS and an issuer only over TLS. */
  readonly secure: boolean;
  /** Names the cookie: services on one host name share its cookies whatever their port. */
  readonly cookieName: string;
  /** Who the subject of an ID token is in the directory, with the roles of this moment. */
  readonly load: (subject: string) => Promise<Omit<StaffMember, 'name'> | undefined>;
  /** Sees each answer of the provider first; `true` where it was not the answer to a sign-in of ours (`secondSignIn`). */
  readonly otherCallback?: (request: Request, response: Response) => Promise<boolean>;
}

/** For so long a proof of who somebody is serves for dangerous actions. */
const step_up_seconds = 5 * 60;

interface SignedIn {
  subject: string;
  name: string;
  sid?: string;
  idToken: string;
  /** When the person proved who he is, in seconds since 1970 (`auth_time`). */
  authenticatedAt?: number;
  /** He came on another provider's word alone; `still` where a factor of his own was wished for and he has none. */
  restsOnAWord?: 'yes' | 'still';
}

const ownFactors = ['otp', 'hwk', 'swk'];
const refedsMfa = 'https://refeds.org/profile/mfa';

/**
 * Power rests on something that its holder has himself: whoever came on the word of a university's own provider alone (`amr`
 * of RFC 8176, with our `fed`) is known here as a person and serves nobody, or whoever runs that provider would have every
 * role of its people, also those that they have elsewhere.
 */
function restsOnAWord(amr: unknown): boolean {
  if (!Array.isArray(amr) || !amr.includes('fed')) return false;
  return !amr.some((method) => ownFactors.includes(method as string));
}

export interface StaffSignIn {
  /** Adds /sign-in, /sign-in/callback, /sign-out and /backchannel-logout. */
  addTo(app: Express): void;
  /** A page's `visitor`: a member of staff, or off to sign in and back here. */
  signedIn(request: Request, response: Response): Promise<StaffMember | { redirect: string }>;
  /**
   * The visitor of a page that does something dangerous: a member of staff who proved who he is within `step_up_seconds`, or
   * off to prove it again. A sign-in that single sign-on made one click does not count.
   */
  signedInRecently(request: Request, response: Response): Promise<StaffMember | { redirect: string }>;
  /** The member of staff if somebody is signed in; no redirect. */
  current(request: Request): Promise<StaffMember | undefined>;
}

/** Staff sign in here as at any other service of the consortium: code flow with PKCE against the identity provider. */
export function staffSignIn(options: StaffSignInOptions): StaffSignIn {
  const passport = new Passport();
  passport.serializeUser((user, done) => done(null, user));
  passport.deserializeUser((user, done) => done(null, user as Express.User));
  const provider = rememberedDiscovery(options);

  const strategyReady = async () => {
    const config = await provider();
    const strategy = new Strategy(
      {
        config,
        scope: 'openid profile',
        callbackURL: `${options.publicUrl}/sign-in/callback`,
        passReqToCallback: false,
      },
      (tokens, done) => {
        const claims = tokens.claims();
        if (!claims || !tokens.id_token) return done(null, false);
        void nameOf(config, tokens.access_token, claims.sub).then(
          (name) =>
            done(null, {
              subject: claims.sub,
              name,
              idToken: tokens.id_token!,
              ...(typeof claims['sid'] === 'string' ? { sid: claims['sid'] } : {}),
              ...(typeof claims.auth_time === 'number' ? { authenticatedAt: claims.auth_time } : {}),
              ...(restsOnAWord(claims['amr']) ? { restsOnAWord: 'yes' } : {}),
            } satisfies SignedIn),
          done,
        );
      },
    );
    // The strategy takes the callback's address from the Host header, which a proxy may have changed.
    strategy.currentUrl = (request) => new URL(request.originalUrl, options.publicUrl);
    // OpenID Connect Core §3.1.2.1: with max_age=0 the provider asks again and says when it did.
    strategy.authorizationRequestParams = (request, options) => {
      const params = new URLSearchParams(
        Strategy.prototype.authorizationRequestParams.call(strategy, request, options) as URLSearchParams | undefined,
      );
      if (options.prompt === 'login') params.set('max_age', '0');
      if ((request as unknown as Request).query['factor'] === 'yes') params.set('acr_values', refedsMfa);
      return params;
    };
    passport.use('provider', strategy);
    return config;
  };

  const addTo = (app: Express) => {
    app.use(
      session({
        name: options.secure ? `__Host-${options.cookieName}` : options.cookieName,
        secret: options.sessionSecret,
        store: new EphemeralSessionStore(options.ephemeral),
        resave: false,
        saveUninitialized: false,
        proxy: options.secure,
        cookie: {
          httpOnly: true,
          sameSite: 'lax',
          secure: options.secure,
          path: '/',
          maxAge: session_life_seconds * 1_000,
        },
      }),
    );
    app.use(passport.initialize() as express.RequestHandler, passport.session() as express.RequestHandler);

    app.get('/sign-in', async (request, response, next) => {
      await strategyReady();
      const remembered = request.session as unknown as { returnTo?: string; factorAsked?: true };
      remembered.returnTo = localPath(request.query['to']);
      if (request.query['factor'] === 'yes') remembered.factorAsked = true;
      else delete remembered.factorAsked;
      const again = request.query['again'] === 'yes' ? { prompt: 'login' } : {};
      passport.authenticate('provider', again)(request, response, next);
    });
    app.get('/sign-in/callback', async (request, response, next) => {
      if (await options.otherCallback?.(request, response)) return;
      await strategyReady();
      const returnTo = (request.session as unknown as { returnTo?: string }).returnTo ?? '/';
      passport.authenticate('provider', (error: unknown, user: SignedIn | false | null) => {
        // A callback that is old, foreign or was used already is not a dead end: one more try begins a fresh sign-in.
        if (error || !user) {
          options.log.info({ err: error ?? undefined }, 'staff sign-in was not completed');
          return next(
            new DomainError('staff.not_signed_in', 'The sign-in was not completed.', error ? { cause: error } : {}),
          );
        }
        const { factorAsked } = request.session as unknown as { factorAsked?: true };
        const known: SignedIn = user.restsOnAWord && factorAsked ? { ...user, restsOnAWord: 'still' } : user;
        request.logIn(known as Express.User, (failure: unknown) => {
          if (failure) return next(failure);
          rememberBySid(options.ephemeral, user.sid, request.sessionID).then(
            () => response.redirect(303, returnTo),
            next,
          );
        });
      })(request, response, next);
    });
    app.post('/sign-out', async (request, response, next) => {
      const user = request.user as SignedIn | undefined;
      const ended = new Promise<void>((resolve, reject) =>
        request.session.destroy((error: unknown) => (error ? reject(error) : resolve())),
      );
      await ended.catch(next);
      if (response.headersSent) return;
      if (!user) return response.redirect(303, '/');
      const end = oidc.buildEndSessionUrl(await provider(), {
        id_token_hint: user.idToken,
        post_logout_redirect_uri: `${options.publicUrl}/`,
      });
      response.redirect(303, end.href);
    });
    // OpenID Connect Back-Channel Logout 1.0 §2.5: the provider tells us that its session has ended.
    app.post(
      '/backchannel-logout',
      express.urlencoded({ extended: false, limit: '16kb' }),
      async (request, response) => {
        const config = (await provider()).serverMetadata();
        const { sid } = await verifyLogoutToken(
          String((request.body as Record<string, unknown> | undefined)?.['logout_token'] ?? ''),
          {
            issuer: config.issuer,
            jwksUri: config.jwks_uri!,
            clientId: options.clientId,
          },
        );
        const index = key('staff-session-by-sid', hashToken(sid));
        await options.ephemeral.delete(...(await options.ephemeral.setMembers(index)), index);
        response.status(200).end();
      },
    );
  };

  const current = async (request: Request): Promise<StaffMember | undefined> => {
    const user = request.user as SignedIn | undefined;
    if (!user) return undefined;
    const member = await options.load(user.subject);
    return member && { ...member, ...(user.restsOnAWord ? { roles: [] } : {}), name: user.name };
  };

  const backTo = (request: Request) => `to=${encodeURIComponent(request.method === 'GET' ? request.originalUrl : '/')}`;
  const signedIn = async (request: Request) => {
    const user = request.user as SignedIn | undefined;
    if (!user) return { redirect: `/sign-in?${backTo(request)}` };
    // Once: whoever has no factor of his own is a person without a role here, and not in a circle.
    if (user.restsOnAWord === 'yes' && ((await options.load(user.subject))?.roles.length ?? 0) > 0)
      return { redirect: `/sign-in?factor=yes&${backTo(request)}` };
    const member = await current(request);
    if (!member) throw new DomainError('staff.role_missing', 'Nobody in the directory belongs to this sign-in.');
    return member;
  };
  return {
    addTo,
    current,
    signedIn,
    signedInRecently: async (request) => {
      const { authenticatedAt = 0 } = (request.user as SignedIn | undefined) ?? {};
      const age_seconds = options.clock.now().getTime() / 1_000 - authenticatedAt;
      if (request.user && age_seconds > step_up_seconds) return { redirect: `/sign-in?again=yes&${backTo(request)}` };
      return signedIn(request);
    },
  };
}

async function rememberBySid(ephemeral: Ephemeral, sid: string | undefined, sessionId: string): Promise<void> {
  if (sid === undefined) return;
  await ephemeral.addToSet(key('staff-session-by-sid', hashToken(sid)), keyOf(sessionId), session_life_seconds);
}
