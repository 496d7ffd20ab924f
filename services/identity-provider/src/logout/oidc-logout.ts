import { logoutToken } from '../provider/logout-token.ts';
import { faultOfStatus } from '../rules/logout-fault.ts';
import { LogoutRefused, type LogoutTransport } from './logout-transport.ts';

/** OpenID Connect Back-Channel Logout 1.0 §2.5: a signed token, posted to the address that the application registered. */
export const oidcLogout: LogoutTransport = {
  protocol: 'oidc',
  tell: async (context, { client, signal, sid, referenceId }) => {
    if (client.backchannelLogoutUri === null) return 'cannot';
    // Signed at this moment: it lives two minutes, and the try may come days after the session.
    const token = await logoutToken(context.engine, { client, sid, referenceId });
    const response = await context.outgoing.call(client.universityId, client.backchannelLogoutUri, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'cache-control': 'no-store' },
      body: new URLSearchParams({ logout_token: token }).toString(),
      signal,
    });
    if (response.status !== 200 && response.status !== 204) throw new LogoutRefused(faultOfStatus(response.status));
    return 'told';
  },
};
