import type { Db } from '@onecampus/database';
import type { Clock } from '@onecampus/runtime';
import { type Configuration, errors, type Grant, type KoaContextWithOIDC } from 'oidc-provider';
import type { ClientDirectory } from '../client-directory.ts';
import { policyFor } from '../releases/policy-for.ts';
import { mustAsk, restsOnConsent } from '../rules/consent.ts';
import { sidOf } from '../rules/session-ids.ts';
import { findConsent } from '../store/consents.ts';
import { claimSessionGrant } from '../store/sessions.ts';
import { stored } from './protocol-error.ts';

/**
 * The grant under which an application gets its tokens: one for each session and application. It gets it without a question
 * where nothing that it asks for rests on a yes, or where the yes stands, from whichever session (rules/consent.ts); else
 * there is none, and the engine asks.
 */
export function grantLoader(
  { db, clients }: { readonly db: Db; readonly clients: ClientDirectory },
  clock: Clock,
): NonNullable<Configuration['loadExistingGrant']> {
  return async (ctx) => {
    const { session, client, account, result, provider } = ctx.oidc;
    if (!session || !client || !account) return undefined;
    if (!(await stored(() => isAgreed({ db, clients }, ctx)))) return undefined;
    const id = result?.consent?.grantId ?? session.grantIdFor(client.clientId);
    const known = id === undefined ? undefined : await provider.Grant.find(id);
    const grant = known?.accountId === account.accountId && known.clientId === client.clientId ? known : undefined;
    if (grant) return extended(ctx, grant);

    const fresh = new provider.Grant({ accountId: account.accountId, clientId: client.clientId });
    addRequested(ctx, fresh);
    const freshId = await fresh.save();
    const claimedId = await stored(() =>
      claimSessionGrant(db, {
        sessionUid: session.uid,
        clientId: client.clientId,
        sid: sidOf(session.uid, client.clientId),
        grantId: freshId,
        deadGrantId: id ?? null,
        expiresAt: new Date(clock.now().getTime() + fresh.remainingTTL * 1000),
      }),
    );
    if (claimedId === freshId) return fresh;
    if (claimedId === undefined) throw new errors.LoginRequired('the session has ended');
    // Another tab of this session was faster: one grant serves both, or the tokens of one of them would die at once.
    await fresh.destroy();
    const theirs = await provider.Grant.find(claimedId);
    return theirs && extended(ctx, theirs);
  };
}

async function isAgreed(
  { db, clients }: { readonly db: Db; readonly clients: ClientDirectory },
  { oidc }: KoaContextWithOIDC,
): Promise<boolean> {
  const client = await clients.find(oidc.client!.clientId);
  if (!client) return false;
  const referenceId = oidc.account!.accountId;
  const policy = await policyFor(db, client, { referenceId, sessionUid: oidc.session?.uid });
  const place = { referenceId, clientId: client.id };
  const consent = restsOnConsent(policy) ? await findConsent(db, place) : undefined;
  return !mustAsk(
    policy,
    { scope: [...oidc.requestParamScopes].join(' '), claims: [...oidc.requestParamClaims] },
    consent,
  );
}

async function extended(ctx: KoaContextWithOIDC, grant: Grant): Promise<Grant> {
  if (addRequested(ctx, grant)) await grant.save();
  return grant;
}

/** Adds what this request asks for and the grant does not have; `true` where that was anything. */
function addRequested(ctx: KoaContextWithOIDC, grant: Grant): boolean {
  const { oidc } = ctx;
  let added = false;
  const scopes = missing(oidc.requestParamOIDCScopes, grant.getOIDCScopeEncountered().split(' '));
  if (scopes.length > 0) {
    grant.addOIDCScope(scopes.join(' '));
    added = true;
  }
  const claims = missing(oidc.requestParamClaims, grant.getOIDCClaimsEncountered());
  if (claims.length > 0) {
    grant.addOIDCClaims(claims);
    added = true;
  }
  for (const [indicator, server] of Object.entries(oidc.resourceServers ?? {})) {
    const wanted = [...oidc.requestParamScopes].filter((scope) => server.scopes.has(scope));
    const lacking = missing(wanted, grant.getResourceScopeEncountered(indicator).split(' '));
    if (lacking.length === 0) continue;
    grant.addResourceScope(indicator, lacking.join(' '));
    added = true;
  }
  return added;
}

function missing(wanted: Iterable<string>, present: readonly string[]): string[] {
  return [...wanted].filter((one) => !present.includes(one));
}
