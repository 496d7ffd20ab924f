import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Db } from '@onecampus/database';
import { sampleTerminalZone } from '@onecampus/local-start';
import { signTerminalAssertion } from '@onecampus/tokens';
import type { JWK } from 'jose';
import { startRedis } from '../setup/servers.ts';
import { type Credentials, startOidcClient } from '../support/oidc-client.ts';
import { type RunningSystem, startSystem } from '../support/system.ts';
import { type Comparison, compare } from './compare.ts';
import { faultsOf, isService, untilReady } from './inject.ts';
import { type Ledger, openLedger } from './ledger.ts';
import { startOwnDatabase } from './own-database.ts';
import { seeded } from './random.ts';
import { type RollingRestart, rollingRestart } from './rolling-restart.ts';
import { decide, startWorkload } from './workload.ts';

export interface CampaignOptions {
  readonly seed: number;
  readonly faults: number;
  readonly people: number;
  /** How many instances the rolling restart goes through. */
  readonly restarts: number;
  readonly say: (text: string) => void;
}

export interface CampaignResult {
  readonly faults: ReadonlyMap<string, { count: number; slowest_ms: number; failed: number; done: number }>;
  readonly ledger: Ledger;
  readonly comparison: Comparison;
  /** Cards about which gate and table differ when all is quiet again. */
  readonly gateDiffers: string[];
  readonly rolling: RollingRestart;
}

const signers_in = 12;
const quiet_timeout_ms = 20_000;

/** Two of every service, people who use them all the time, and one fault after the other at moments that the seed draws. */
export async function runCampaign(options: CampaignOptions): Promise<CampaignResult> {
  const random = seeded(options.seed);
  const folder = await mkdtemp(path.join(tmpdir(), 'onecampus-faults-'));
  const redis = await startRedis(folder);
  if (!redis) throw new Error('The fault campaign needs redis-server: two instances of a service share it.');
  const database = await startOwnDatabase(folder);
  let system: RunningSystem | undefined;
  try {
    options.say('Starting two of every service on a Postgres and a Redis of their own');
    system = await startSystem({ instances: 2, people: options.people, database, redisUrl: redis.url });
    const client = await startOidcClient(system.urls.issuer);
    await client.configure(
      await system.operator.call<Credentials>('identity-provider', 'POST', '/api/v1/clients', {
        client_name: 'Fault campaign',
        redirect_uris: [client.redirectUri],
        post_logout_redirect_uris: [client.signedOutUri],
        subject_type: 'public',
        subject_type_reason: 'the tests compare it with the directory',
      }),
    );
    const people = await cardless(database.admin);
    const logins = people.slice(0, signers_in).map(({ eppn }) => eppn);
    for (const { personId } of people.slice(0, signers_in)) {
      await system.operator.call('identity-provider', 'PUT', `/api/v1/accounts/${personId}/password`, {
        password: system.secrets.samplePassword,
      });
    }
    const terminalToken = await signTerminalAssertion({
      terminalId: system.secrets.terminal!.id,
      audience: system.urls.of['access-checker'],
      privateJwk: system.secrets.terminal!.privateJwk as JWK,
      jti: crypto.randomUUID(),
      now: new Date(),
      lifetimeSeconds: 3_600,
    });
    const gate = { terminalToken, zone: sampleTerminalZone };

    const ledger = openLedger();
    const load = startWorkload({
      system,
      ledger,
      random: seeded(options.seed + 1),
      client,
      logins,
      personIds: people.map(({ personId }) => personId),
      ...gate,
    });
    const all = faultsOf(system, database, random);
    const struck = new Map<string, { count: number; slowest_ms: number; failed: number; done: number }>();
    for (let number = 0; number < options.faults; number += 1) {
      await pause(random.between(200, 1_200));
      const fault = number < all.length ? all[number]! : random.pick(all);
      const before = totals(ledger);
      const began = performance.now();
      await fault.strike();
      const took = performance.now() - began;
      const after = totals(ledger);
      const count = struck.get(fault.name) ?? { count: 0, slowest_ms: 0, failed: 0, done: 0 };
      count.count += 1;
      count.slowest_ms = Math.max(count.slowest_ms, took);
      count.failed += after.failed - before.failed;
      count.done += after.done - before.done;
      struck.set(fault.name, count);
      options.say(
        `${number + 1} of ${options.faults}: ${fault.name}, whole again after ${(took / 1_000).toFixed(1)} s`,
      );
    }
    await pause(500);
    await load.stop();
    for (const one of system.processes.filter(isService)) await untilReady(one.port);

    const gateDiffers = await gateAgainstTable(system, database.admin, gate);
    const comparison = await compare(database.admin, ledger);
    options.say('Stopping one instance after the other under load');
    const number = [...ledger.cards.values()][0]?.number ?? Object.values(system.secrets.sampleCards)[0]!;
    // The first instance of each service before the second of any.
    const instances = system.processes
      .filter(isService)
      .toSorted((one, other) => one.instance - other.instance)
      .slice(0, options.restarts);
    const rolling = await rollingRestart(system, { instances, number, ...gate });
    await client.stop();
    return { faults: struck, ledger, comparison, gateDiffers, rolling };
  } finally {
    if (system) await system.stop();
    else await database.drop();
    redis.process.kill('SIGKILL');
    await rm(folder, { recursive: true, force: true });
  }
}

/** People who may have a card now and have none, of the generated ones. */
async function cardless(db: Db): Promise<{ personId: string; eppn: string }[]> {
  const { rows } = await db.raw<{ rows: { personId: string; eppn: string }[] }>(
    `select distinct on (a.person_id) a.person_id as "personId", i.value as eppn
     from directory.affiliations a join directory.identifiers i on i.person_id = a.person_id and i.scheme = 'eppn'
     where a.valid @> now() and a.affiliation in ('student', 'faculty', 'staff')
       and not exists (select from directory.cards c where c.person_id = a.person_id)
     order by a.person_id`,
  );
  return rows;
}

/** Asks for every card until the answer is what the table says; what is still different then is named. */
async function gateAgainstTable(
  system: RunningSystem,
  db: Db,
  gate: { terminalToken: string; zone: string },
): Promise<string[]> {
  const { rows } = await db.raw<{ rows: { number: string; state: string }[] }>(
    `select number, state from directory.cards where number is not null`,
  );
  const deadline = Date.now() + quiet_timeout_ms;
  let differing: string[] = [];
  let open = rows;
  do {
    differing = [];
    const still: typeof rows = [];
    for (const card of open) {
      const decision = await decide(system, { ...gate, number: card.number, requestId: crypto.randomUUID() });
      const other = await decide(system, { ...gate, number: card.number, requestId: crypto.randomUUID() });
      if (decision === (card.state === 'active') && other === decision) continue;
      still.push(card);
      differing.push(`the gate says ${decision} and ${other} to a card that is ${card.state}`);
    }
    open = still;
  } while (differing.length > 0 && Date.now() < deadline);
  return differing;
}

function totals(ledger: Ledger): { done: number; failed: number } {
  let [done, failed] = [0, 0];
  for (const one of ledger.operations.values()) {
    done += one.done;
    failed += one.failed;
  }
  return { done, failed };
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
