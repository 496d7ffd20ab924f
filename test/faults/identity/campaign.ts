import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Browser } from '../../integration/identity-provider/browser.ts';
import { type RegisteredClient, registerClient } from '../../integration/identity-provider/flows.ts';
import { startApplications, type ToldApplications } from '../../integration/identity-provider/told-applications.ts';
import { arrangePerson, arrangeUniversities } from '../../support/people.ts';
import { seeded } from '../random.ts';
import { until } from '../until.ts';
import { compareIdentity } from './compare.ts';
import { type Instances, startInstances } from './instances.ts';
import { type IdentityLedger, note, openIdentityLedger } from './ledger.ts';
import { comingAndGoing, enter } from './newcomers.ts';
import { type OwnRedis, startOwnRedis } from './own-redis.ts';
import { asking, atWork, letIn, rotating, type Stayer, singleSignOn } from './people.ts';
import { type PostgresPair, startPostgresPair } from './postgres-pair.ts';
import type { Surroundings, Who } from './surroundings.ts';

export interface IdentityCampaign {
  readonly ledger: IdentityLedger;
  readonly faults: ReadonlyMap<string, FaultCount>;
  /** What is lost or could not have been, in words. */
  readonly found: readonly string[];
  readonly told: { readonly sessions: number; readonly deliveries: number };
}

export interface FaultCount {
  times: number;
  /** How long the part itself was away, at most. */
  away_ms: number;
  /** From when it was back until somebody who is signed in was let in again at a service, at most. */
  slowest_ms: number;
  failed: number;
  done: number;
}

const password = 'кедр-и-багульник 7';
const frozen_ms = 3_000;
const redis_away_ms = 700;
const let_in_timeout_ms = 60_000;

/**
 * Two identity providers behind a balancer, a Postgres with a standby and a Redis, all of this campaign's own; people and
 * applications use them all the time while one part after the other dies, freezes, forgets or moves.
 */
export async function runIdentityCampaign(options: {
  readonly seed: number;
  readonly faults: number;
  readonly people: number;
  readonly say: (text: string) => void;
}): Promise<IdentityCampaign> {
  const { say } = options;
  const random = seeded(options.seed);
  const folder = await mkdtemp(path.join(tmpdir(), 'onecampus-identity-faults-'));
  const cleanUp: (() => Promise<unknown>)[] = [() => rm(folder, { recursive: true, force: true })];
  try {
    say('Starting two identity providers, a Postgres with a standby, and a Redis');
    const redis = await startOwnRedis(folder, redis_away_ms);
    cleanUp.push(redis.stop);
    const database = await startPostgresPair(folder);
    cleanUp.push(database.drop);
    const instances = await startInstances({ database, redisUrl: redis.url, folder });
    cleanUp.push(instances.stop);
    const applications = await startApplications();
    cleanUp.push(applications.close);

    const ledger = openIdentityLedger();
    const people = await arrangePeople(database, instances, options.people);
    const clients = await arrangeApplications(instances, applications);
    const state = { struck: 0, broken: false };
    const world: Surroundings = {
      instances,
      ledger,
      redis,
      ...clients,
      random: seeded(options.seed + 1),
      struck: () => state.struck,
      wellAgain: () => until(async () => !state.broken, 'an end of the fault'),
    };
    const stayers = await signInAll(world, people);
    say(`${stayers.length} people are signed in at ${world.services.length} services`);

    let stopping = false;
    const goingOn = () => !stopping;
    const [carriers, workers] = [stayers.slice(0, 2), stayers.slice(2)];
    const loops = [
      ...workers.map((one) => atWork(world, one, goingOn)),
      ...carriers.map((one) => rotating(world, one, goingOn)),
      comingAndGoing(world, people, goingOn),
      comingAndGoing(world, people, goingOn),
      asking(world, goingOn),
    ];
    const faults = await strike(options, { world, state, database, redis, random, probe: workers[0]! });
    await pause(500);
    stopping = true;
    await Promise.all(loops);

    await instances.ready();
    const found = await compareIdentity({ world, stayers, db: database.admin, applications });
    return {
      ledger,
      faults,
      found: [...found, ...[...ledger.wrong].map(([text, count]) => `wrong: ${count} × ${text}`)],
      told: {
        sessions: new Set(applications.received.map(({ sid }) => sid)).size,
        deliveries: applications.received.length,
      },
    };
  } finally {
    for (const step of cleanUp.reverse()) await step();
  }
}

/** Every fault once, in this order, and then whichever the seed draws. */
async function strike(
  options: { readonly faults: number; readonly say: (text: string) => void },
  at: {
    readonly world: Surroundings;
    readonly state: { struck: number; broken: boolean };
    readonly database: PostgresPair;
    readonly redis: OwnRedis;
    readonly random: ReturnType<typeof seeded>;
    readonly probe: Stayer;
  },
): Promise<Map<string, FaultCount>> {
  const { world, state, database, redis, random } = at;
  const { instances, ledger } = world;
  let turn = 0;
  /** Strikes; gives what is to be waited for before the next one. */
  const blows: Record<string, () => Promise<(() => Promise<void>) | void>> = {
    'Postgres fails over': () => database.failOver(),
    'Redis is flushed': () => redis.flush(),
    'an instance is restarted (SIGTERM)': async () => instances.end(turn++ % instances.count, 'SIGTERM'),
    'Redis freezes': () => redis.freeze(frozen_ms),
    'an instance is killed (SIGKILL)': async () => instances.end(turn++ % instances.count, 'SIGKILL'),
    'Redis is killed': () => redis.kill(),
    'Postgres is killed': () => database.crash(),
    'Postgres freezes': () => database.freeze(frozen_ms),
  };
  const names = Object.keys(blows);
  const struck = new Map<string, FaultCount>();
  for (let number = 0; number < options.faults; number += 1) {
    await pause(random.between(300, 1_500));
    const name = number < names.length ? names[number]! : random.pick(names);
    const before = totals(ledger);
    const began = performance.now();
    state.struck += 1;
    state.broken = true;
    const mend = await blows[name]!();
    const back = performance.now();
    await untilLetIn(world, at.probe);
    const took = performance.now() - back;
    await mend?.();
    await instances.ready();
    await redis.ready();
    state.struck += 1;
    state.broken = false;
    const after = totals(ledger);
    const count = struck.get(name) ?? { times: 0, away_ms: 0, slowest_ms: 0, failed: 0, done: 0 };
    struck.set(name, count);
    count.times += 1;
    count.away_ms = Math.max(count.away_ms, back - began);
    count.slowest_ms = Math.max(count.slowest_ms, took);
    count.failed += after.failed - before.failed;
    count.done += after.done - before.done;
    options.say(
      `${number + 1} of ${options.faults}: ${name}; away ${((back - began) / 1_000).toFixed(1)} s, let in again after ${(took / 1_000).toFixed(1)} s`,
    );
  }
  return struck;
}

/** Until somebody who has a session is let in at a service. */
async function untilLetIn(world: Surroundings, stayer: Stayer): Promise<void> {
  const deadline = Date.now() + let_in_timeout_ms;
  while (!(await singleSignOn(world, stayer, world.services[0]!))) {
    if (Date.now() > deadline) throw new Error(`nobody was let in within ${let_in_timeout_ms} ms`);
    await pause(50);
  }
}

async function arrangePeople(database: PostgresPair, { operator }: Instances, count: number): Promise<Who[]> {
  const { tpu } = await arrangeUniversities(database.admin);
  const people: Who[] = [];
  for (let number = 0; number < count; number += 1) {
    const { personId, eppn } = await arrangePerson(database.admin, { university: tpu });
    await operator.call('identity-provider', 'PUT', `/api/v1/accounts/${personId}/password`, { password });
    people.push({ login: eppn, password });
  }
  return people;
}

async function arrangeApplications(
  { operator }: Instances,
  applications: ToldApplications,
): Promise<Pick<Surroundings, 'services' | 'pocket'>> {
  const api = async (_method: string, at: string, _scope: string, body?: unknown) =>
    Response.json(await operator.call('identity-provider', 'POST', at, body), { status: 201 });
  const register = (change: Record<string, unknown>): Promise<RegisteredClient> =>
    registerClient({ api } as Parameters<typeof registerClient>[0], {
      grant_types: ['authorization_code', 'refresh_token'],
      ...change,
    });
  return {
    services: [
      await register({ backchannel_logout_uri: applications.address('/first') }),
      await register({ backchannel_logout_uri: applications.address('/second') }),
    ],
    pocket: await register({ token_endpoint_auth_method: 'none' }),
  };
}

async function signInAll(world: Surroundings, people: readonly Who[]): Promise<Stayer[]> {
  const stayers: Stayer[] = [];
  for (const who of people) {
    const browser = new Browser();
    const stayer: Stayer = { who, browser, held: new Map() };
    await enter(world, browser, who);
    for (const client of world.services)
      if (!(await letIn(world, stayer, client))) note(world.ledger, 'could not sign in before anything broke');
    stayers.push(stayer);
  }
  return stayers;
}

function totals({ operations }: IdentityLedger): { done: number; failed: number } {
  let [done, failed] = [0, 0];
  for (const one of operations.values()) {
    done += one.done;
    failed += one.failed;
  }
  return { done, failed };
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
