import type { Db } from '@onecampus/database';
import type { ToldApplications } from '../../integration/identity-provider/told-applications.ts';
import { until } from '../until.ts';
import { letIn, type Stayer } from './people.ts';
import { type Surroundings, sidOf } from './surroundings.ts';

const told_within_ms = 60_000;
/** What a failed delivery waits for is an hour in the end; a campaign does not. */
const hurry = `update identity_provider.logout_deliveries set due_at = now() where state = 'pending' and due_at > now()`;

/** When all is quiet: is everybody still there, is everybody gone who went, and was every service told of it? */
export async function compareIdentity(at: {
  readonly world: Surroundings;
  readonly stayers: readonly Stayer[];
  readonly db: Db;
  readonly applications: ToldApplications;
}): Promise<string[]> {
  const { world, db } = at;
  const found: string[] = [];
  for (const stayer of at.stayers) {
    for (const client of world.services) {
      if (!(await letIn(world, stayer, client))) found.push(`lost: a session of ${stayer.who.login}`);
    }
    // Each service knows one session of his, and it is the same one: no entry was lost and written anew under another name.
    const sids = new Set([...stayer.held.values()].map(({ tokens }) => sidOf(tokens)));
    if (sids.size !== stayer.held.size) found.push(`impossible: two services know one sid of ${stayer.who.login}`);
  }
  const { ledger } = world;
  const known = await column(db, 'select sid as value from identity_provider.session_authorizations');
  for (const sid of ledger.signedIn) if (!known.has(sid)) found.push(`lost: the sign-in ${sid}`);
  const live = await column(
    db,
    `select a.sid as value from identity_provider.session_authorizations a
     join identity_provider.sessions s on s.uid = a.session_uid where s.ended_at is null and s.expires_at > now()`,
  );
  for (const sid of ledger.signedOut) if (live.has(sid)) found.push(`lost: the sign-out ${sid}, which lives`);
  await until(
    async () => {
      await db.raw(hurry);
      return !(await column(db, `select state as value from identity_provider.logout_deliveries`)).has('pending');
    },
    'the end of telling',
    told_within_ms,
  ).catch(() => found.push('lost: services that were not told in time'));
  const told = new Set(at.applications.received.map(({ sid }) => sid));
  for (const sid of ledger.signedOut) if (!told.has(sid)) found.push(`lost: nobody was told of the sign-out ${sid}`);
  for (const sid of told)
    if (live.has(sid)) found.push(`impossible: a service was told of the end of ${sid}, which lives`);
  const idle = [...ledger.operations].filter(([, { done }]) => done === 0);
  return [...found, ...idle.map(([name]) => `not once done: ${name}`)];
}

async function column(db: Db, sql: string): Promise<Set<string>> {
  const { rows } = await db.raw<{ rows: { value: string }[] }>(sql);
  return new Set(rows.map(({ value }) => value));
}
