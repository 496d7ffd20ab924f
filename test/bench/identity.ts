import { freshDatabase } from '../support/databases.ts';
import { arrangeSignIns } from './arrange-sign-ins.ts';
import { benchOptions } from './bench-options.ts';
import { benchPasswordSignIn } from './bench-password-sign-in.ts';
import type { BenchRow } from './bench-row.ts';
import { paceOf, progress, WrongAnswers } from './bench-run.ts';
import { benchSingleSignOn, type Peer } from './bench-single-sign-on.ts';
import { begin, expectRedirect, finish } from './code-flow.ts';
import { countRoundTrips } from './count-round-trips.ts';
import { applicationAt, drawIdentitySecrets, startBareProvider, startIdentityServer } from './identity-servers.ts';
import { passwordSignIn } from './password-sign-in.ts';

const people_count = 32;

/** The identity provider as a real process with Postgres and Redis: password sign-ins, single sign-on, round trips. */
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
    const { people, application } = await arrangeSignIns({
      database,
      issuer: server.issuer,
      operatorSecret: secrets.operatorSecret,
      people: people_count,
    });
    progress(`${people.length} people and an application are there`);
    const ourApplication = applicationAt(server.issuer, application);
    cleanUp.push(() => ourApplication.connections.destroy());
    const ours: Peer = {
      name: 'Postgres + Redis',
      application: ourApplication,
      process: server.process,
      signIn: (browser, user) => passwordSignIn(ourApplication, browser, people[user]!),
      subOf: (user) => people[user]!.sub,
    };

    const bareServer = await startBareProvider(ourApplication, folder);
    cleanUp.push(bareServer.process.stop);
    const bareApplication = applicationAt(bareServer.issuer, application);
    cleanUp.push(() => bareApplication.connections.destroy());
    const bare: Peer = {
      name: 'bare oidc-provider',
      application: bareApplication,
      process: bareServer.process,
      signIn: async (browser, user) => {
        const { pending, answer } = await begin(bareApplication, browser, people[user]!.sub);
        expectRedirect(answer, '/interaction/');
        const accepted = await browser.get(answer.location!);
        expectRedirect(accepted, `${bareServer.issuer}/auth/`);
        return finish(bareApplication, pending, await browser.get(accepted.location!), people[user]!.sub);
      },
      subOf: (user) => people[user]!.sub,
    };

    const rows = await benchSingleSignOn(ours, bare, pace, wrong);
    const { rows: hashes } = await database.admin.raw<{ rows: { hash: string }[] }>(
      'select p.hash from identity_provider.passwords p join identity_provider.accounts a using (person_id) where a.reference_id = ?',
      [people[0]!.sub],
    );
    const signIns = { application: ourApplication, process: server.process, people, hash: hashes[0]!.hash, folder };
    rows.unshift(...(await benchPasswordSignIn(signIns, pace, wrong)));
    rows.push(
      ...(await countRoundTrips({ ...store, application, person: people[0]!, explain: profiles !== undefined })),
    );
    for (const line of wrong.describe()) progress(`wrong: ${line}`);
    return [...rows, { name: 'wrong answers', value: wrong.count, unit: 'errors' }];
  } finally {
    for (const step of cleanUp.reverse()) await step();
  }
}
