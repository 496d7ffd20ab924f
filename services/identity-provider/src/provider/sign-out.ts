import type { KoaContextWithOIDC, Provider } from 'oidc-provider';
import type { EndedBecause } from '../store/session-ends.ts';

type Session = Awaited<ReturnType<Provider['Session']['get']>>;

/**
 * Ends a session for good, with what was granted in it. Its applications are told from then on (logout/), whether this
 * process lives on or not.
 */
export async function endEverywhere(session: Session, because: EndedBecause): Promise<void> {
  await Object.assign(session, { endedBecause: because }).destroy();
}

/**
 * Signs out without a question: where an application sent along a valid ID token of the very person who is signed in, there
 * is nothing left to ask.
 */
export async function signOutNow(ctx: KoaContextWithOIDC): Promise<void> {
  const { session, provider } = ctx.oidc;
  if (!session) return;
  await endEverywhere(session, 'sign-out');
  ctx.cookies.set(provider.cookieName('session'), null, { path: '/', signed: true, httpOnly: true, sameSite: 'lax' });
  provider.emit('end_session.success', ctx);
  goOn(ctx);
}

/** Sends the browser where the application asked, which the engine has checked, or to the page that says it is done. */
export function goOn(context: unknown): void {
  const ctx = context as KoaContextWithOIDC;
  const { params, provider } = ctx.oidc;
  const registered = params?.['post_logout_redirect_uri'];
  const uri = new URL(String(registered ?? provider.urlFor('end_session_success')));
  if (registered && params?.['state'] !== undefined) uri.searchParams.set('state', String(params['state']));
  ctx.status = 303;
  ctx.redirect(uri.href);
}

/** Where nobody is signed in, the engine asks the browser to post a form by script; we simply go on. */
export function isNothingToSignOut(context: unknown): boolean {
  const { oidc, status } = context as Partial<KoaContextWithOIDC>;
  return oidc?.route === 'end_session' && status === 200 && oidc.session !== undefined && !oidc.session.accountId;
}

/** Whether the application proved, by an ID token of ours, that it speaks for the person who is signed in here. */
export async function speaksForSession(ctx: KoaContextWithOIDC): Promise<boolean> {
  const { client, entities, provider, session } = ctx.oidc;
  const payload = entities.IdTokenHint?.payload as { sub?: unknown } | undefined;
  if (!session?.accountId || !client || payload?.sub === undefined) return false;
  // As this application calls the person: a pairwise subject is not the account's own reference.
  const { sub } = await new provider.Claims({ sub: session.accountId }, { ctx, client }).scope('openid').result();
  return payload.sub === sub;
}
