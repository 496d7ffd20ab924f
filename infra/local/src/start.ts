import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type OperatorConfiguration, operatorClient } from '@onecampus/operator';
import { prepareDatabase } from '@onecampus/roles';
import { keepDatabase } from './keep-database.ts';
import { takeLock } from './lock.ts';
import { readOptions, type StartableName, usage } from './options.ts';
import { placesIn, root } from './places.ts';
import { type PortName, readPorts, takenPort } from './ports.ts';
import { summaryOf, tableOf } from './print-table.ts';
import { programOf, urlsOf } from './programs.ts';
import { registerClients } from './register-clients.ts';
import { bringInSample } from './sample/bring-in-sample.ts';
import { connectUpstream } from './sample/connect-upstream.ts';
import { enrolTerminal, sampleTerminalZone } from './sample/enrol-terminal.ts';
import { createProgress } from './sample/progress.ts';
import { loadSecrets, saveSecrets } from './secrets.ts';
import { type Supervised, supervise } from './supervisor.ts';

/** `pnpm start`: everything on one machine, from nothing or from where it was. */
const stops: (() => Promise<unknown>)[] = [];
let ending = false;

try {
  await start();
} catch (error) {
  if (!ending) await end(1, error instanceof Error ? error.message : String(error));
}

async function start(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  if (options === 'help') return void console.log(usage);
  if (process.env['NODE_ENV'] === 'production') {
    throw new Error(
      'pnpm start is for one machine and sample people; it refuses NODE_ENV=production. See docs/how-to/ for an installation.',
    );
  }
  const places = placesIn(path.resolve(root, options.dataFolder ?? process.env['CAMPUS_LOCAL_DATA'] ?? '.data'));
  const ports = readPorts(process.env);
  const urls = urlsOf(ports);
  await mkdir(places.incoming, { recursive: true });
  stops.push(await takeLock(places.lock));
  process.on('SIGINT', () => void end(0));
  process.on('SIGTERM', () => void end(0));
  process.on('SIGHUP', () => void end(0));

  const wanted: PortName[] = [
    ...options.services,
    ...(options.services.includes('card-issuer') ? ['sip2' as const] : []),
  ];
  const taken = await takenPort(wanted.map((name) => ({ name, port: ports[name] })));
  if (taken) throw new Error(taken);

  const secrets = await loadSecrets(places.secrets);
  const adminUrl =
    process.env['DATABASE_URL'] ?? (await startDatabase(places.postgres, ports.postgres, secrets.postgresPassword));
  say('Bringing the database up to date');
  await prepareDatabase(adminUrl, secrets.databasePasswords);

  const given = { adminUrl, ports, urls, secrets, places, environment: process.env };
  const running = new Map<StartableName, Supervised>();
  const launch = async (names: readonly StartableName[]) => {
    const started = await Promise.all(
      names
        .filter((name) => options.services.includes(name) && !running.has(name))
        .map(async (name) => {
          const supervised = await supervise(programOf(name, given), places.logs, (text) =>
            say(`! ${text} (log: ${path.join(places.logs, `${name}.log`)})`),
          );
          running.set(name, supervised);
          return supervised;
        }),
    );
    await Promise.all(started.map((one) => one.ready));
  };
  stops.push(() => stopAll(running));

  const operatorFile: OperatorConfiguration = {
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
  await writeFile(places.operator, JSON.stringify(operatorFile, null, 2), { mode: 0o600 });
  const operator = operatorClient(operatorFile);

  say('Starting the services');
  const terminalKnown = secrets.terminal === undefined ? [] : (['gate-terminal'] as const);
  await launch([
    'identity-provider',
    'registrar',
    'card-issuer',
    'access-checker',
    'sample-lms-a',
    'sample-lms-b',
    'sample-upstream',
    ...terminalKnown,
  ]);
  if (!secrets.clientsRegistered && options.services.includes('identity-provider')) {
    await registerClients(operator, urls, secrets);
    secrets.clientsRegistered = true;
    await saveSecrets(places.secrets, secrets);
  }

  const complete = (['identity-provider', 'registrar', 'card-issuer', 'access-checker'] as const).every((name) =>
    options.services.includes(name),
  );
  if (!secrets.sampleDone && complete) {
    say(`Bringing in the sample consortium: ${options.people} people of six universities`);
    secrets.sampleCards = await bringInSample(operator, {
      people: options.people,
      folder: places.rolls,
      secrets,
      progress: createProgress(process.stderr),
    });
    secrets.terminal ??= await enrolTerminal(operator);
    secrets.sampleDone = true;
    await saveSecrets(places.secrets, secrets);
  }
  if (options.services.includes('sample-upstream')) {
    await connectUpstream(adminUrl, { issuer: urls.of['sample-upstream'], secrets });
  }
  if (options.services.includes('gate-terminal') && !secrets.terminal) {
    throw new Error('The gate terminal is not enrolled yet; start once with all services.');
  }
  await launch(['gate-terminal']);

  const terminal = secrets.terminal && { id: secrets.terminal.id, zone: sampleTerminalZone };
  const summary = summaryOf(urls, options.services, secrets.samplePassword, secrets.sampleCards, terminal);
  await writeFile(places.summary, JSON.stringify(summary, null, 2), { mode: 0o600 });
  console.log(tableOf(summary));
  say(`Ready after ${(process.uptime()).toFixed(1)} s.`);
}

async function startDatabase(folder: string, port: number, password: string): Promise<string> {
  say('Starting Postgres');
  // A server that runs on our own data is ours: a start that was killed left it behind, and it is taken over.
  const server = await keepDatabase({ folder, port, password }, say).catch(async (error: unknown) => {
    throw new Error((await takenPort([{ name: 'postgres', port }])) ?? (error as Error).message);
  });
  if (server.adopted) say('Took over the Postgres of an earlier start');
  stops.push(() => server.stop());
  return server.url;
}

/** The edge and the visitors first, the identity provider last: nobody is cut off from what he is still using. */
async function stopAll(running: ReadonlyMap<StartableName, Supervised>): Promise<void> {
  const last = running.get('identity-provider');
  await Promise.all([...running.values()].filter((one) => one !== last).map((one) => one.stop()));
  await last?.stop();
}

async function end(code: number, message?: string): Promise<void> {
  if (ending) return;
  ending = true;
  if (message) console.error(`\n${message}`);
  else say('Stopping');
  for (const stop of stops.reverse()) {
    await stop().catch((error: unknown) => {
      console.error(`  ${(error as Error).message}`);
      code ||= 1;
    });
  }
  if (!message) say('Stopped.');
  process.exit(code);
}

function say(text: string): void {
  if (!ending || text.startsWith('Stop')) console.error(`  ${text}`);
}
