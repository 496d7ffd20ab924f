import type { BenchRow } from './bench-row.ts';
import { progress } from './bench-run.ts';
import { openBrowser } from './browser.ts';
import { begin, redeem, singleSignOn } from './code-flow.ts';
import { type CountingProxy, postgresStatements, redisCommands, startCountingProxy } from './counting-proxy.ts';
import type { TokenApplications } from './identity-applications.ts';
import { applicationAt, type IdentitySecrets, type KnownApplication, startIdentityServer } from './identity-servers.ts';
import { clientCredentials, type Held, introspect, refresh, userinfo } from './identity-token-calls.ts';
import { passwordSignIn, type SignInPerson } from './password-sign-in.ts';
import { median } from './statistics.ts';

const warm_flows = 10;
const counted_flows = 20;

/**
 * How often a sign-in, a single sign-on and each thing that applications ask goes to Postgres and to Redis: counted on the wire, one flow after another, at
 * an instance of its own, so that counting costs nothing where rates are measured.
 */
export async function countRoundTrips(options: {
  readonly databaseUrl: string;
  readonly redisUrl: string;
  readonly secrets: IdentitySecrets;
  readonly application: KnownApplication;
  readonly tokens: TokenApplications;
  readonly person: SignInPerson;
  readonly folder: string;
  /** Also say which statements and commands they are. */
  readonly explain: boolean;
}): Promise<BenchRow[]> {
  const postgres = await startCountingProxy(new URL(options.databaseUrl), postgresStatements);
  const redis = await startCountingProxy(new URL(options.redisUrl), redisCommands);
  const server = await startIdentityServer({
    ...options,
    databaseUrl: through(postgres, options.databaseUrl),
    redisUrl: through(redis, options.redisUrl),
  });
  const application = applicationAt(server.issuer, options.application);
  const confidential = applicationAt(server.issuer, options.tokens.confidential);
  const pocket = applicationAt(server.issuer, options.tokens.pocket);
  const browser = openBrowser(server.issuer);
  const { sub } = options.person;
  const rows: BenchRow[] = [];
  const count = async (name: string, flow: () => Promise<unknown>) => {
    for (let number = 0; number < warm_flows; number += 1) await flow();
    for (const store of [postgres, redis]) store.take();
    const counted = [];
    for (let number = 0; number < counted_flows; number += 1) {
      await flow();
      counted.push({ Postgres: postgres.take(), Redis: redis.take() });
    }
    for (const store of ['Postgres', 'Redis'] as const) {
      const asked = counted.map((one) => one[store]);
      const totals = asked.map((one) => [...one.values()].reduce((sum, times) => sum + times, 0));
      // Now and then a pooled connection is asked whether it still lives, or a job comes by; the usual flow is meant.
      rows.push({ name: `${store} round trips per ${name}`, value: median(totals), unit: 'count' });
      if (options.explain)
        for (const [what, times] of asked.at(-1)!) progress(`${name} · ${store} · ${times} × ${what}`);
    }
  };
  try {
    await count('password sign-in', () => {
      browser.forget();
      return passwordSignIn(application, browser, options.person);
    });
    await count('single-sign-on flow', () => singleSignOn(application, browser, sub));
    const heldBy = async (one: typeof application): Promise<Held> => {
      const { pending, answer } = await begin(one, browser);
      const { refresh_token = '', ...others } = await redeem(one, pending, answer, sub);
      return { sub, ...others, refresh_token };
    };
    const held = await heldBy(confidential);
    const inPocket = await heldBy(pocket);
    await count('refresh', () => refresh(confidential, held, false));
    await count('rotating refresh', () => refresh(pocket, inPocket, true));
    await count('client-credential grant', () => clientCredentials(confidential));
    await count('userinfo answer', () => userinfo(confidential, held));
    await count('introspection', () => introspect(confidential, held));
    return rows;
  } finally {
    await browser.close();
    for (const { connections } of [application, confidential, pocket]) await connections.destroy();
    await server.process.stop();
    await Promise.all([postgres.stop(), redis.stop()]);
  }
}

function through(proxy: CountingProxy, target: string): string {
  const url = new URL(target);
  url.hostname = '127.0.0.1';
  url.port = String(proxy.port);
  return url.href;
}
