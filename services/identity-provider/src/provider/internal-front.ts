import type { IncomingMessage, ServerResponse } from 'node:http';
import { constantTimeEqual, hashToken } from '@onecampus/tokens';
import { errors } from 'oidc-provider';
import { sidOf } from '../rules/session-ids.ts';
import type { Engine } from './engine.ts';
import { endEverywhere } from './sign-out.ts';

/** A sign-in that the SAML or CAS side asked the engine for and has got. */
export type OwnSignIn = {
  /** The account's public reference. */
  readonly accountId: string;
  readonly acr: string | undefined;
  readonly amr: readonly string[];
  /** When the person proved who he is; seconds since 1970. */
  readonly authenticatedAt: number;
  /** The application's own name of the session, as in every ID token. */
  readonly sid: string;
  readonly sessionUid: string;
  readonly scope: string;
  readonly grantId: string;
};

/**
 * Redeems, within this process, a code that the engine gave to one of its own fronts: the checks of RFC 6749 §4.1.3 and
 * RFC 7636 §4.6, the grant and the account included, and no token made. `undefined` where any of them fails; a code that
 * comes a second time withdraws what the first one got.
 */
export async function redeemOwnCode(
  engine: Engine,
  asked: {
    readonly code: string;
    readonly clientId: string;
    readonly redirectUri: string;
    readonly verifier: string;
  },
): Promise<OwnSignIn | undefined> {
  const provider = engine.provider();
  const code = await provider.AuthorizationCode.find(asked.code);
  if (!code || code.isExpired || code.clientId !== asked.clientId) return undefined;
  if (code.redirectUri !== asked.redirectUri || code.codeChallengeMethod !== 'S256') return undefined;
  if (!constantTimeEqual(hashToken(asked.verifier), code.codeChallenge ?? '')) return undefined;
  const { accountId, grantId, sessionUid, authTime } = code;
  if (!accountId || !grantId || !sessionUid || authTime === undefined) return undefined;
  if (!(await grantStands(engine, { grantId, accountId, clientId: asked.clientId }))) return undefined;
  try {
    await code.consume();
  } catch (error) {
    if (error instanceof errors.InvalidGrant) return undefined;
    throw error;
  }
  return {
    accountId,
    acr: code.acr,
    amr: code.amr ?? [],
    authenticatedAt: authTime,
    sid: sidOf(sessionUid, asked.clientId),
    sessionUid,
    scope: code.scope ?? 'openid',
    grantId,
  };
}

/** Whether what a sign-in gave is still good: not signed out, not withdrawn, and the person not locked meanwhile. */
export async function grantStands(
  engine: Engine,
  { grantId, accountId, clientId }: { grantId: string; accountId: string; clientId: string },
): Promise<boolean> {
  const grant = await engine.provider().Grant.find(grantId);
  return grant?.accountId === accountId && grant.clientId === clientId;
}

/** Signs out the browser's session, if it is still this one, for a service that proved that it speaks for it. */
export async function signOutHere(
  engine: Engine,
  { request, response }: { readonly request: IncomingMessage; readonly response: ServerResponse },
  sessionUid: string,
): Promise<boolean> {
  const provider = engine.provider();
  const ctx = provider.createContext(request, response);
  const session = await provider.Session.get(ctx as never);
  if (!session.accountId || session.uid !== sessionUid) return false;
  await endEverywhere(session, 'sign-out');
  return true;
}
