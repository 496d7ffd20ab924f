import { createRemoteJWKSet, jwtVerify } from 'jose';
import * as oidc from 'openid-client';
import type { LmsConfig } from './config.ts';

export interface SignedInPerson {
  readonly subject: string;
  readonly name: string;
  /** How one speaks to a person: given name and patronymic; the whole name where they are not known apart. */
  readonly address: string;
  readonly email: string | undefined;
  readonly homeOrganization: string | undefined;
  readonly affiliations: readonly string[];
  readonly sid: string | undefined;
  readonly idToken: string;
}

export interface SignInChecks {
  readonly state: string;
  readonly nonce: string;
  readonly codeVerifier: string;
}

const scope = 'openid profile email eduperson_scoped_affiliation schac_home_organization';

/** The OpenID Connect side: authorization code flow with PKCE, state and nonce, ID token checked by the library. */
export function relyingParty(config: LmsConfig) {
  let discovered: Promise<oidc.Configuration> | undefined;
  const provider = async () => {
    discovered ??= oidc.discovery(
      new URL(config.issuer),
      config.clientId,
      undefined,
      oidc.ClientSecretBasic(config.clientSecret),
      {
        timeout: 5,
        ...(config.issuer.startsWith('http:') ? { execute: [oidc.allowInsecureRequests] } : {}),
      },
    );
    try {
      return await discovered;
    } catch (error) {
      discovered = undefined;
      throw error;
    }
  };
  const redirectUri = `${config.publicUrl}/callback`;

  return {
    async begin(): Promise<{ url: URL; checks: SignInChecks }> {
      const checks = {
        state: oidc.randomState(),
        nonce: oidc.randomNonce(),
        codeVerifier: oidc.randomPKCECodeVerifier(),
      };
      const url = oidc.buildAuthorizationUrl(await provider(), {
        redirect_uri: redirectUri,
        scope,
        state: checks.state,
        nonce: checks.nonce,
        code_challenge: await oidc.calculatePKCECodeChallenge(checks.codeVerifier),
        code_challenge_method: 'S256',
      });
      return { url, checks };
    },

    async finish(callback: URL, checks: SignInChecks): Promise<SignedInPerson> {
      const configuration = await provider();
      const tokens = await oidc.authorizationCodeGrant(configuration, callback, {
        expectedState: checks.state,
        expectedNonce: checks.nonce,
        pkceCodeVerifier: checks.codeVerifier,
        idTokenExpected: true,
      });
      const claims = tokens.claims()!;
      const info = await oidc.fetchUserInfo(configuration, tokens.access_token, claims.sub);
      const affiliations = info['eduperson_scoped_affiliation'];
      return {
        subject: claims.sub,
        name: info.name ?? claims.sub,
        address: [info.given_name, info.middle_name].filter((part) => part).join(' ') || (info.name ?? claims.sub),
        email: info.email,
        homeOrganization:
          typeof info['schac_home_organization'] === 'string' ? info['schac_home_organization'] : undefined,
        affiliations: Array.isArray(affiliations) ? affiliations.map(String) : [],
        sid: typeof claims['sid'] === 'string' ? claims['sid'] : undefined,
        idToken: tokens.id_token!,
      };
    },

    async endSessionUrl(idToken: string): Promise<URL> {
      return oidc.buildEndSessionUrl(await provider(), {
        id_token_hint: idToken,
        post_logout_redirect_uri: `${config.publicUrl}/`,
      });
    },

    /** @returns the provider's session id that has ended. */
    async verifyLogoutToken(token: string): Promise<string> {
      const metadata = (await provider()).serverMetadata();
      const { payload } = await jwtVerify(token, createRemoteJWKSet(new URL(metadata.jwks_uri!)), {
        issuer: metadata.issuer,
        audience: config.clientId,
        typ: 'logout+jwt',
        requiredClaims: ['iat', 'jti', 'sid', 'events'],
      });
      const events = payload['events'] as Record<string, unknown>;
      if (!('http://schemas.openid.net/event/backchannel-logout' in events)) throw new Error('not a logout token');
      return String(payload['sid']);
    },
  };
}
