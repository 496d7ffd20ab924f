import { randomUUID } from 'node:crypto';
import type { Provider } from 'oidc-provider';
import { clientMetadata } from '../rules/client-metadata.ts';
import type { Client } from '../store/clients.ts';
import type { Engine } from './engine.ts';

type Token = {
  mask: Record<string, null>;
  set(name: string, value: unknown): void;
  issue(options: { use: 'logout' }): Promise<string>;
};
type Models = {
  Client: new (metadata: object) => Provider['Client'];
  IdToken: new (available: { sub?: string }, options: { client: unknown; ctx: undefined }) => Token;
};

/**
 * A logout token (OpenID Connect Back-Channel Logout §2.4), signed with the key of this moment as the application's ID
 * tokens are, for two minutes. It names the session as the application knows it, and the person by the subject that the
 * application knows. Each has an id of its own: a second try after a lost answer is another message, and an application
 * that has ended its session already says so by accepting it.
 */
export async function logoutToken(
  engine: Engine,
  about: { readonly client: Client; readonly sid: string | null; readonly referenceId: string | null },
): Promise<string> {
  const { Client, IdToken } = engine.provider() as unknown as Models;
  // Also one that may let nobody in any more: who is still signed in there is to be signed out.
  const client = new Client(clientMetadata(about.client));
  const token = new IdToken(about.referenceId === null ? {} : { sub: about.referenceId }, { client, ctx: undefined });
  token.mask = { sub: null };
  token.set('events', { 'http://schemas.openid.net/event/backchannel-logout': {} });
  token.set('jti', randomUUID());
  if (about.sid !== null) token.set('sid', about.sid);
  return token.issue({ use: 'logout' });
}
