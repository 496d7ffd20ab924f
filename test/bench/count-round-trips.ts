import type { BenchRow } from './bench-row.ts';
import { progress } from './bench-run.ts';
import { openBrowser } from './browser.ts';
import { type Application, singleSignOn } from './code-flow.ts';
import { type CountingProxy, postgresStatements, redisCommands, startCountingProxy } from './counting-proxy.ts';
import { applicationAt, type IdentitySecrets, startIdentityServer } from './identity-servers.ts';
import { passwordSignIn, type SignInPerson } from './password-sign-in.ts';
import { median } from './statistics.ts';

const warm_flows = 10;
const counted_flows = 20;

/**
 * How often one sign-in and one single sign-on go to Postgres and to Redis: counted on the wire, one flow after another, at
 * an instance of its own, so that counting costs nothing where rates are measured.
 */
export async function countRoundTrips(options: {
  readonly databaseUrl: string;
  readonly redisUrl: string;
  readonly secrets: IdentitySecrets;
  readonly application: Omit<Application, 'issuer' | 'connections'>;
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
  const browser = openBrowser(server.issuer);
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
    await count('single-sign-on flow', () => singleSignOn(application, browser, options.person.sub));
    return rows;
  } finally {
    await browser.close();
    await application.connections.destroy();
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
