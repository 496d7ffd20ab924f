import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  bringInSample,
  drawSecrets,
  enrolTerminal,
  placesIn,
  programOf,
  registerClients,
  type Secrets,
  type StartableName,
  type Supervised,
  supervise,
  type Urls,
  urlsOf,
} from '@onecampus/local-start';
import { type OperatorClient, type OperatorConfiguration, operatorClient } from '@onecampus/operator';
import { freePort } from '../setup/free-port.ts';
import { type Balancer, startBalancer } from './balancer.ts';
import { databasePasswords, type FreshDatabase, freshDatabase } from './databases.ts';

const services = ['identity-provider', 'registrar', 'card-issuer', 'access-checker'] as const;
const single = ['sample-lms-a', 'sample-lms-b'] as const;
type Name = StartableName;

/** One process of the system, to be ended at a bad moment; its supervisor starts it again. */
export interface SystemProcess {
  readonly name: Name;
  readonly instance: number;
  readonly port: number;
  pid(): number | undefined;
}

export interface RunningSystem {
  readonly urls: Urls;
  /** Where library machines ask, where there is one instance of each service. */
  readonly sip2Port: number | undefined;
  readonly secrets: Secrets;
  readonly operator: OperatorClient;
  readonly configuration: OperatorConfiguration;
  readonly database: FreshDatabase;
  /** Requests given to each instance of a service, by its port; empty where there is one instance. */
  counts(service: (typeof services)[number]): number[];
  readonly processes: readonly SystemProcess[];
  /** How processes ended that nobody told to stop, in words, e.g. "registrar ended with code 0; starting it again". */
  readonly deaths: readonly string[];
  /** The last lines a program wrote, for a failing test. */
  log(name: Name, instance?: number): Promise<string>;
  stop(): Promise<void>;
}

/**
 * The whole product as real processes on free ports, with a small sample consortium: each service once on its own port, or
 * several times behind a balancer on one Redis.
 */
export async function startSystem(
  options: {
    instances?: number;
    people?: number;
    /** False: an empty system, nobody and nothing but the operator. */
    sample?: boolean;
    /** Instead of a fresh one of the test run's server. */
    database?: FreshDatabase;
    redisUrl?: string;
  } = {},
): Promise<RunningSystem> {
  const instances = options.instances ?? 1;
  // Read here and not from redis.ts, which only runs within jest; the fault campaigns start systems too.
  const redis = options.redisUrl ?? (process.env['TEST_REDIS_URL'] || undefined);
  if (instances > 1 && !redis) throw new Error('Several instances need Redis.');
  const database = options.database ?? (await freshDatabase());
  const folder = await mkdtemp(path.join(tmpdir(), 'onecampus-system-'));
  const places = placesIn(folder);
  const secrets: Secrets = { ...drawSecrets(), databasePasswords };
  const names: Name[] = [...services, 'gate-terminal', 'sample-upstream', ...single];
  // Library machines reach one instance by one port of its own.
  const sip2Port = instances === 1 ? await freePort() : undefined;
  const fronts = Object.fromEntries([
    ['sip2', sip2Port],
    ...(await Promise.all([...names, 'postgres'].map(async (name) => [name, await freePort()]))),
  ]) as Parameters<typeof urlsOf>[0];
  const urls = urlsOf(fronts);
  const running = new Map<string, Supervised>();
  const processes: SystemProcess[] = [];
  const deaths: string[] = [];
  const balancers = new Map<string, Balancer>();
  const environment = { CAMPUS_LOG_LEVEL: 'info', ...(instances > 1 ? { REDIS_URL: redis } : {}) };

  const launch = async (name: Name, port: number, key: string) => {
    const given = {
      adminUrl: database.adminUrl,
      ports: { ...fronts, [name]: port },
      urls,
      secrets,
      places,
      environment,
    };
    const program = programOf(name, given);
    // The metrics port follows the port, which here is any free one.
    const own = name.startsWith('sample-lms') ? {} : { CAMPUS_METRICS_PORT: String(await freePort()) };
    const supervised = await supervise(
      { ...program, environment: { ...program.environment, ...own } },
      path.join(places.logs, key),
      (text) => deaths.push(text),
    );
    running.set(key, supervised);
    processes.push({ name, instance: Number(key.slice(name.length + 1)), port, pid: supervised.pid });
    return supervised;
  };

  const started: Supervised[] = [];
  for (const name of services) {
    if (instances === 1) {
      started.push(await launch(name, fronts[name], `${name}-0`));
      continue;
    }
    const balancer = await startBalancer(fronts[name]);
    balancers.set(name, balancer);
    const ports: number[] = [];
    for (let index = 0; index < instances; index += 1) {
      const port = await freePort();
      ports.push(port);
      started.push(await launch(name, port, `${name}-${index}`));
    }
    balancer.point(ports);
  }
  for (const name of single) started.push(await launch(name, fronts[name], `${name}-0`));

  const stop = async () => {
    await Promise.all([...running.values()].map((one) => one.stop()));
    await Promise.all([...balancers.values()].map((one) => one.stop()));
    await database.drop();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await Promise.all(started.map((one) => one.ready));
    const configuration: OperatorConfiguration = {
      issuer: urls.issuer,
      clientId: 'operator',
      clientSecret: secrets.operatorSecret,
      services: {
        'identity-provider': urls.of['identity-provider'],
        registrar: urls.of.registrar,
        'card-issuer': urls.of['card-issuer'],
        'access-checker': urls.of['access-checker'],
      },
    };
    const operator = operatorClient(configuration);
    await registerClients(operator, urls, secrets);
    if (options.sample !== false) {
      secrets.sampleCards = await bringInSample(operator, {
        people: options.people ?? 60,
        folder: places.rolls,
        secrets,
        progress: { begin: () => undefined, at: () => undefined, end: () => undefined },
      });
      secrets.terminal = await enrolTerminal(operator);
      const terminal = await launch('gate-terminal', fronts['gate-terminal'], 'gate-terminal-0');
      await terminal.ready;
    }
    return {
      urls,
      sip2Port,
      secrets,
      operator,
      configuration,
      database,
      processes,
      deaths,
      counts: (service) => [...(balancers.get(service)?.counts.values() ?? [])],
      log: (name, instance = 0) => readFile(path.join(places.logs, `${name}-${instance}`, `${name}.log`), 'utf8'),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
