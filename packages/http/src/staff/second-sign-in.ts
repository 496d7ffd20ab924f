import { type Ephemeral, key } from '@onecampus/ephemeral';
import { type Clock, clock_skew_seconds, type Logger, randomToken } from '@onecampus/runtime';
import { hashToken } from '@onecampus/tokens';
import type { Request, Response } from 'express';
import * as oidc from 'openid-client';
import { readCookie } from '../app/read-cookie.ts';
import { nameOf } from './name-of.ts';
import { type ProviderOptions, rememberedDiscovery } from './remembered-discovery.ts';

/** Long enough to find the second password. */
const life_seconds = 10 * 60;

interface Pending {
  readonly about: string;
  readonly returnTo: string;
  readonly begunAt_seconds: number;
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  readonly proved?: { readonly subject: string; readonly name: string };
}

/** What a browser brings back that has signed in a second time, as whomever. */
export interface SecondProof {
  /** What was put in when it went. */
  readonly about: string;
  /** Names the browser: nobody else can come back with it. */
  readonly binding: string;
  readonly subject: string;
  readonly name: string;
}

export interface SecondSignIn {
  /** Where to send the browser. `about` may depend on the binding; it stays here. */
  begin(
    response: Response,
    order: { readonly returnTo: string; readonly about: (binding: string) => Promise<string> },
  ): Promise<{ redirect: string }>;
  /** What the browser has proved, for ten minutes; `undefined` where it has not, or not here. */
  proof(request: Request): Promise<SecondProof | undefined>;
  /** The proof serves nobody any more. */
  end(request: Request, response: Response): Promise<void>;
  /** `staffSignIn`'s `otherCallback`. */
  readonly callback: (request: Request, response: Response) => Promise<boolean>;
}

/**
 * A sign-in beside the one that somebody has: to show that a second account is his as well. It has a cookie and a place of
 * its own, because the provider ends the first sign-in, here too, when another account signs in in the same browser. The
 * provider has to ask anew (`prompt=login`, OpenID Connect Core §3.1.2.1), and `auth_time` has to show that it did.
 */
export function secondSignIn(
  options: ProviderOptions & {
    readonly publicUrl: string;
    readonly cookieName: string;
    readonly ephemeral: Ephemeral;
    readonly clock: Clock;
    readonly log: Logger;
  },
): SecondSignIn {
  const { ephemeral, clock, publicUrl } = options;
  const provider = rememberedDiscovery(options);
  const cookie = `${options.secure ? '__Host-' : ''}${options.cookieName}-second`;
  const cookieOptions = { httpOnly: true, sameSite: 'lax', secure: options.secure, path: '/' } as const;
  const place = (binding: string) => key('second-sign-in', binding);
  const bindingOf = (request: Request) => {
    const value = readCookie(request, cookie);
    return value === undefined ? undefined : hashToken(value);
  };
  const find = async (binding: string | undefined) => {
    const text = binding && (await ephemeral.get(place(binding)));
    return text ? (JSON.parse(text) as Pending) : undefined;
  };

  return {
    begin: async (response, { returnTo, about }) => {
      const browser = randomToken();
      const binding = hashToken(browser);
      const verifier = oidc.randomPKCECodeVerifier();
      const pending: Pending = {
        about: await about(binding),
        returnTo,
        begunAt_seconds: Math.floor(clock.now().getTime() / 1_000),
        state: oidc.randomState(),
        nonce: oidc.randomNonce(),
        verifier,
      };
      const url = oidc.buildAuthorizationUrl(await provider(), {
        redirect_uri: `${publicUrl}/sign-in/callback`,
        scope: 'openid profile',
        state: pending.state,
        nonce: pending.nonce,
        code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        prompt: 'login',
        max_age: '0',
      });
      await ephemeral.set(place(binding), JSON.stringify(pending), life_seconds);
      response.cookie(cookie, browser, { ...cookieOptions, maxAge: life_seconds * 1_000 });
      return { redirect: url.href };
    },
    proof: async (request) => {
      const binding = bindingOf(request);
      const pending = await find(binding);
      return pending?.proved && { about: pending.about, binding: binding!, ...pending.proved };
    },
    end: async (request, response) => {
      const binding = bindingOf(request);
      if (binding) await ephemeral.delete(place(binding));
      response.clearCookie(cookie, cookieOptions);
    },
    callback: async (request, response) => {
      const binding = bindingOf(request);
      const pending = await find(binding);
      if (!binding || !pending || pending.proved || request.query['state'] !== pending.state) return false;
      // Taken before the code is used: of two answers with one state the second one is an ordinary one, which fails.
      if ((await ephemeral.take(place(binding))) === undefined) return false;
      try {
        const proved = await prove(await provider(), new URL(request.originalUrl, publicUrl), pending);
        await ephemeral.set(place(binding), JSON.stringify({ ...pending, proved }), life_seconds);
      } catch (error) {
        options.log.info({ err: error }, 'a second sign-in was not completed');
        response.clearCookie(cookie, cookieOptions);
      }
      response.redirect(303, pending.returnTo);
      return true;
    },
  };
}

async function prove(config: oidc.Configuration, url: URL, pending: Pending): Promise<NonNullable<Pending['proved']>> {
  const tokens = await oidc.authorizationCodeGrant(config, url, {
    pkceCodeVerifier: pending.verifier,
    expectedState: pending.state,
    expectedNonce: pending.nonce,
    idTokenExpected: true,
  });
  const claims = tokens.claims()!;
  if (!claims.auth_time || claims.auth_time < pending.begunAt_seconds - clock_skew_seconds) {
    throw new Error('the provider did not ask who signs in');
  }
  return { subject: claims.sub, name: await nameOf(config, tokens.access_token, claims.sub) };
}
