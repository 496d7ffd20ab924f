import { type FreshDatabase, freshDatabase } from '../support/databases.ts';
import { arrangeSignIns } from './arrange-sign-ins.ts';
import { benchOptions } from './bench-options.ts';
import { benchPasswordGuessing } from './bench-password-guessing.ts';
import { benchPasswordSignIn } from './bench-password-sign-in.ts';
import type { BenchRow } from './bench-row.ts';
import { paceOf, progress, WrongAnswers } from './bench-run.ts';
import { benchSessionMemory, peakOf } from './bench-session-memory.ts';
import { benchSignOut } from './bench-sign-out.ts';
import { benchSingleSignOn } from './bench-single-sign-on.ts';
import { benchTokens } from './bench-tokens.ts';
import { benchTwoInstances } from './bench-two-instances.ts';
import { countRoundTrips } from './count-round-trips.ts';
import { arrangeTokenApplications } from './identity-applications.ts';
import { barePeer, claimsOfFirst, closeConnections, ourPeer } from './identity-peers.ts';
import {
  drawIdentitySecrets,
  type IdentityServer,
  startBareProvider,
  startIdentityServer,
} from './identity-servers.ts';

const people_count = 32;

/** The identity provider as a real process with Postgres and Redis: everything that people and applications ask of it. */
export async function benchIdentity(): Promise<BenchRow[]> {
  const redisUrl = process.env['TEST_REDIS_URL'];
  if (!redisUrl) throw new Error('This bench needs redis-server; install it, or name another bench.');
  const { short, profiles, logs: folder } = benchOptions();
  const pace = paceOf(short);
  const wrong = new WrongAnswers();
  const database = await freshDatabase();
  const cleanUp: (() => Promise<unknown>)[] = [database.drop];
  try {
    const secrets = drawIdentitySecrets();
    const store = { databaseUrl: database.url('identity-provider'), redisUrl, secrets, folder };
    const server = await startIdentityServer(store);
    cleanUp.push(server.process.stop);
    const { operatorSecret } = secrets;
    const { issuer } = server;
    const arranged = await arrangeSignIns({ database, issuer, operatorSecret, people: people_count });
    const { people, application } = arranged;
    const { redirectUri } = application;
    const known = { ...arranged, tokens: await arrangeTokenApplications({ issuer, operatorSecret, redirectUri }) };
    progress(`${people.length} people and three applications are there`);
    const peerAt = (one: IdentityServer, make: typeof ourPeer) => {
      const peer = make(one, known);
      cleanUp.push(() => closeConnections(peer));
      return peer;
    };
    const openAnother = async () => {
      const another = await startIdentityServer(store);
      cleanUp.push(another.process.stop);
      return peerAt(another, ourPeer);
    };
    const ours = peerAt(server, ourPeer);
    const bareServer = await startBareProvider({
      applications: [application, known.tokens.confidential, known.tokens.pocket],
      claims: await claimsOfFirst(ours),
      folder,
    });
    cleanUp.push(bareServer.process.stop);
    const bare = peerAt(bareServer, barePeer);

    const rows = await benchSingleSignOn(ours, bare, pace, wrong);
    const hash = await hashOf(database, people[0]!.sub);
    const signIns = { application: ours.application, process: server.process, people, hash, folder };
    rows.unshift(...(await benchPasswordSignIn(signIns, pace, wrong)));
    const { rows: tokenRows, grants_per_second } = await benchTokens(ours, bare, pace, wrong);
    rows.push(...tokenRows);
    const peak = peakOf(server.process);
    if (peak !== undefined) rows.push({ name: 'peak resident memory after all of this', value: peak, unit: 'MiB' });
    const { confidential } = known.tokens;
    const { university } = people[0]!;
    const attacked = { store, application: confidential, university, grants_per_second };
    rows.push(...(await benchPasswordGuessing(attacked, pace, wrong)));
    rows.push(
      ...(await countRoundTrips({
        ...store,
        application,
        tokens: known.tokens,
        person: people[0]!,
        explain: profiles !== undefined,
      })),
    );
    const told = { db: database.as('identity-provider'), person: people[0]!, sign_outs: short ? 20 : 200 };
    rows.push(...(await benchSignOut(told)));
    rows.push(...(await benchTwoInstances(ours, openAnother, pace, wrong)));
    // Last, for the database is another one afterwards.
    const sessions = Number(process.env['BENCH_SESSIONS'] ?? (short ? 2_000 : 100_000));
    rows.push(...(await benchSessionMemory({ db: database.admin, sessions, open: openAnother }, pace, wrong)));
    for (const line of wrong.describe()) progress(`wrong: ${line}`);
    return [...rows, { name: 'wrong answers', value: wrong.count, unit: 'errors' }];
  } finally {
    for (const step of cleanUp.reverse()) await step();
  }
}

/** What the identity provider itself stored of somebody's password. */
async function hashOf(database: FreshDatabase, sub: string): Promise<string> {
  const { rows } = await database.admin.raw<{ rows: { hash: string }[] }>(
    'select p.hash from identity_provider.passwords p join identity_provider.accounts a using (person_id) where a.reference_id = ?',
    [sub],
  );
  return rows[0]!.hash;
}
