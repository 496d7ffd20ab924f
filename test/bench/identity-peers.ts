import type { TokenPeer } from './bench-tokens.ts';
import { openBrowser } from './browser.ts';
import { begin, expectRedirect, finish, redeem } from './code-flow.ts';
import type { TokenApplications } from './identity-applications.ts';
import { applicationAt, type IdentityServer, type KnownApplication } from './identity-servers.ts';
import { userinfo } from './identity-token-calls.ts';
import { passwordSignIn, type SignInPerson } from './password-sign-in.ts';

/** Everything that a provider is asked as, wherever it runs. */
export type Known = {
  readonly people: readonly SignInPerson[];
  /** The one that people sign in to and nothing more. */
  readonly application: KnownApplication;
  readonly tokens: TokenApplications;
};

export function ourPeer(server: IdentityServer, known: Known): TokenPeer {
  const at = applicationsAt(server, known);
  const { people } = known;
  return {
    ...at,
    name: 'Postgres + Redis',
    process: server.process,
    signIn: (browser, user) => passwordSignIn(at.application, browser, people[user]!),
    subOf: (user) => people[user]!.sub,
  };
}

/** The bare engine believes whoever says who he is. */
export function barePeer(server: IdentityServer, known: Known): TokenPeer {
  const at = applicationsAt(server, known);
  const subOf = (user: number) => known.people[user]!.sub;
  return {
    ...at,
    name: 'bare oidc-provider',
    process: server.process,
    signIn: async (browser, user) => {
      const { pending, answer } = await begin(at.application, browser, subOf(user));
      expectRedirect(answer, '/interaction/');
      const accepted = await browser.get(answer.location!);
      expectRedirect(accepted, `${server.issuer}/auth/`);
      return finish(at.application, pending, await browser.get(accepted.location!), subOf(user));
    },
    subOf,
  };
}

/** What our userinfo endpoint says of the first person besides who it is: for the bare engine to say the same. */
export async function claimsOfFirst(ours: TokenPeer): Promise<Record<string, unknown>> {
  const browser = openBrowser(ours.application.issuer);
  try {
    await ours.signIn(browser, 0);
    const { pending, answer } = await begin(ours.confidential, browser);
    const { access_token, id_token } = await redeem(ours.confidential, pending, answer, ours.subOf(0));
    const held = { sub: ours.subOf(0), access_token, id_token, refresh_token: '' };
    const { sub: _, ...claims } = await userinfo(ours.confidential, held);
    return claims;
  } finally {
    await browser.close();
  }
}

export async function closeConnections(peer: TokenPeer): Promise<void> {
  for (const { connections } of [peer.application, peer.confidential, peer.pocket]) await connections.destroy();
}

function applicationsAt({ issuer }: IdentityServer, { application, tokens }: Known) {
  return {
    application: applicationAt(issuer, application),
    confidential: applicationAt(issuer, tokens.confidential),
    pocket: applicationAt(issuer, tokens.pocket),
  };
}
