import type { Logger } from '@onecampus/runtime';
import type { KoaContextWithOIDC, Provider } from 'oidc-provider';

type Session = Awaited<ReturnType<Provider['Session']['get']>>;

/**
 * Ends a session for good, with what was granted in it; then tells every application of the session (OpenID Connect
 * Back-Channel Logout), side by side, 2.5 s each at most. One that does not answer is logged and keeps nobody waiting.
 */
export async function endEverywhere(provider: Provider, session: Session, log: Logger): Promise<void> {
  const { accountId } = session;
  const authorizations = Object.entries(session.authorizations ?? {});
  await session.destroy();
  await Promise.all(
    authorizations.map(async ([, { grantId, persistsLogout }]) => {
      if (grantId && !persistsLogout) await (await provider.Grant.find(grantId))?.destroy();
    }),
  );
  await Promise.all(
    authorizations.map(async ([clientId, { sid }]) => {
      try {
        const client = await provider.Client.find(clientId);
        if (client?.backchannelLogoutUri && accountId) await tell(client, accountId, sid);
      } catch (error) {
        log.warn({ err: error, client: clientId }, 'an application could not be told of a sign-out');
      }
    }),
  );
}

/**
 * Signs out without a question: where an application sent along a valid ID token of the very person who is signed in, there
 * is nothing left to ask.
 */
export async function signOutNow(ctx: KoaContextWithOIDC, log: Logger): Promise<void> {
  const { session, provider } = ctx.oidc;
  if (!session) return;
  await endEverywhere(provider, session, log);
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

/** The engine's own call; its types do not show it. */
function tell(client: object, accountId: string, sid: string | undefined): Promise<void> {
  return (client as { backchannelLogout(sub: string, sid: string | undefined): Promise<void> }).backchannelLogout(
    accountId,
    sid,
  );
}

/** Whether the application proved, by an ID token of ours, that it speaks for the person who is signed in here. */
export function speaksForSession(ctx: KoaContextWithOIDC): boolean {
  const payload = ctx.oidc.entities.IdTokenHint?.payload as { sub?: unknown } | undefined;
  return payload?.sub !== undefined && payload.sub === ctx.oidc.session?.accountId;
}
