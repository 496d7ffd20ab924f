import type { IncomingMessage, ServerResponse } from 'node:http';
import { errors } from 'oidc-provider';
import type { UpstreamSession } from '../rules/upstream-session.ts';
import { formTarget } from './add-form-targets.ts';
import type { Engine } from './engine.ts';
import { endEverywhere } from './sign-out.ts';

type Exchange = { readonly request: IncomingMessage; readonly response: ServerResponse };

/** A sign-in that an application has begun and a person has yet to finish. */
export type PendingSignIn = {
  readonly uid: string;
  /** What is to be asked: who the person is, or whether the application may know. */
  readonly asks: 'login' | 'consent';
  readonly clientId: string;
  readonly loginHint: string | undefined;
  /** The university that the application means, by its domain (`domain_hint`, as Entra and Google write it). */
  readonly domainHint: string | undefined;
  /** Assurances that the application wishes for (`acr_values`), the dearest first. */
  readonly acrValues: readonly string[];
  /** The account that is signed in in this browser and is asked again. */
  readonly presentAccountId: string | undefined;
  readonly uiLocales: readonly string[];
  /** Scopes that nobody has agreed to yet. */
  readonly scopes: readonly string[];
  /** All that is asked for: scopes, and claims by name. */
  readonly asked: { readonly scope: string; readonly claims: readonly string[] };
  /** The session in which it is asked, where somebody is signed in. */
  readonly sessionUid: string | undefined;
  /** Where the last form leads in the end, for the CSP. */
  readonly formTarget: string | undefined;
};

type PromptDetails = {
  missingOIDCScope?: string[];
  missingOIDCClaims?: string[];
  missingResourceScopes?: Record<string, string[]>;
};

/** The sign-in that this browser is in the middle of; `undefined` where it has expired or was finished in another tab. */
export async function findPendingSignIn(
  engine: Engine,
  { request, response }: Exchange,
): Promise<PendingSignIn | undefined> {
  try {
    const { uid, prompt, params, session } = await engine.provider().interactionDetails(request, response);
    const details = prompt.details as PromptDetails;
    const text = (name: string) => (typeof params[name] === 'string' ? params[name] : undefined);
    return {
      uid,
      asks: prompt.name === 'consent' ? 'consent' : 'login',
      clientId: text('client_id') ?? '',
      loginHint: text('login_hint')?.slice(0, 256),
      domainHint: text('domain_hint')?.slice(0, 253),
      acrValues: text('acr_values')?.split(' ').filter(Boolean).slice(0, 20) ?? [],
      presentAccountId: session?.accountId,
      uiLocales: text('ui_locales')?.split(' ') ?? [],
      scopes: [...(details.missingOIDCScope ?? []), ...Object.values(details.missingResourceScopes ?? {}).flat()],
      asked: { scope: text('scope') ?? '', claims: namedClaims(text('claims')) },
      sessionUid: session?.uid,
      formTarget: formTarget(text('redirect_uri')),
    };
  } catch (error) {
    if (error instanceof errors.SessionNotFound) return undefined;
    throw error;
  }
}

/** The names in a `claims` parameter, which the engine has found well-formed (OpenID Connect Core §5.5). */
function namedClaims(parameter: string | undefined): string[] {
  const { userinfo = {}, id_token = {} } = JSON.parse(parameter ?? '{}') as Record<'userinfo' | 'id_token', object>;
  return [...new Set([...Object.keys(userinfo), ...Object.keys(id_token)])];
}

/** Whether the sign-in went away between the question and the answer: it ran out, or whoever kept it lost it. */
export function isLostSignIn(error: unknown): boolean {
  return error instanceof errors.SessionNotFound;
}

/**
 * Tells the engine who signed in, and sends the browser on. On a shared computer somebody else may still be signed in here:
 * their session ends first, at all its applications (the engine would ask the browser to do that by script).
 */
export async function finishSignIn(
  engine: Engine,
  { request, response }: Exchange,
  who: {
    readonly accountId: string;
    /** The account's, from before anything was proved. */
    readonly epoch: number;
    readonly publicComputer: boolean;
    readonly amr: readonly string[];
    readonly acr?: string;
    readonly universityId?: string;
    readonly upstream?: UpstreamSession;
  },
): Promise<void> {
  const provider = engine.provider();
  const before = await sessionOf(engine, { request, response });
  if (before.accountId !== undefined && before.accountId !== who.accountId) {
    const interaction = await provider.interactionDetails(request, response);
    await endEverywhere(before, 'another-account');
    delete interaction.session;
    await interaction.persist();
  }
  const login = {
    accountId: who.accountId,
    epoch: who.epoch,
    amr: [...who.amr],
    remember: !who.publicComputer,
    ...(who.acr === undefined ? {} : { acr: who.acr }),
    ...(who.universityId === undefined ? {} : { universityId: who.universityId }),
    ...(who.upstream === undefined ? {} : { upstream: who.upstream }),
  };
  await provider.interactionFinished(request, response, { login }, { mergeWithLastSubmission: false });
}

/** Notes what the person has agreed to, and sends the browser on. */
export async function allowAccess(engine: Engine, { request, response }: Exchange): Promise<void> {
  const provider = engine.provider();
  const { grantId, params, prompt, session } = await provider.interactionDetails(request, response);
  const details = prompt.details as PromptDetails;
  const known = grantId ? await provider.Grant.find(grantId) : undefined;
  const grant = known ?? new provider.Grant({ accountId: session!.accountId, clientId: String(params['client_id']) });
  const { epoch } = { ...(await provider.Session.findByUid(session!.uid)) } as { epoch?: number };
  Object.assign(grant, { epoch });
  if (details.missingOIDCScope) grant.addOIDCScope(details.missingOIDCScope.join(' '));
  if (details.missingOIDCClaims) grant.addOIDCClaims(details.missingOIDCClaims);
  for (const [indicator, scopes] of Object.entries(details.missingResourceScopes ?? {})) {
    grant.addResourceScope(indicator, scopes.join(' '));
  }
  const consent = { grantId: await grant.save() };
  await provider.interactionFinished(request, response, { consent }, { mergeWithLastSubmission: true });
}

/** Sends the browser back to the application with `access_denied`. */
export async function cancelSignIn(engine: Engine, { request, response }: Exchange): Promise<void> {
  const refusal = { error: 'access_denied', error_description: 'the person did not sign in' };
  await engine.provider().interactionFinished(request, response, refusal, { mergeWithLastSubmission: false });
}

/** Who is signed in in this browser, for a page outside any sign-in. */
export async function whoIsHere(engine: Engine, exchange: Exchange) {
  const session = await sessionOf(engine, exchange);
  if (!session.accountId) return undefined;
  return {
    accountId: session.accountId,
    sessionUid: session.uid,
    /** Seconds since 1970. */
    loginAt: session.loginTs,
    amr: session.amr ?? [],
    acr: session.acr,
    clientIds: Object.keys(session.authorizations ?? {}),
  };
}

function sessionOf(engine: Engine, { request, response }: Exchange) {
  const provider = engine.provider();
  return provider.Session.get(provider.createContext(request, response) as never);
}
