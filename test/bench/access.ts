import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readAccessCheckerConfig } from '@onecampus/access-checker/config';
import { createContext } from '@onecampus/access-checker/context';
import { createLogger } from '@onecampus/runtime';
import { operator, startIssuer, until } from '../integration/access-checker/checker.ts';
import { freePort } from '../setup/free-port.ts';
import { freshDatabase } from '../support/databases.ts';
import { arrangeCity } from './access-city.ts';
import { benchDecisions } from './bench-decisions.ts';
import { benchEvaluations, type EvaluationPeer } from './bench-evaluations.ts';
import { benchOptions } from './bench-options.ts';
import type { BenchRow } from './bench-row.ts';
import { paceOf, progress, WrongAnswers } from './bench-run.ts';
import { startMeasured } from './measured-process.ts';

const people_count = 70_000;
const people_count_short = 5_000;
const zone = 'reading-room';

/** The access checker with a city in its memory: decisions in this process, and over HTTP as a process of its own. */
export async function benchAccess(): Promise<BenchRow[]> {
  const { short } = benchOptions();
  const pace = paceOf(short);
  const wrong = new WrongAnswers();
  const folder = await mkdtemp(path.join(tmpdir(), 'onecampus-bench-access-'));
  const database = await freshDatabase();
  const issuer = await startIssuer();
  const cleanUp: (() => unknown)[] = [() => rm(folder, { recursive: true, force: true }), database.drop, issuer.close];
  try {
    const { cards } = await arrangeCity(database, short ? people_count_short : people_count);
    progress(`${cards.length} people with a card each are there`);
    const publicUrl = 'http://access.bench';
    const environment = {
      NODE_ENV: 'development',
      CAMPUS_HOST: '127.0.0.1',
      CAMPUS_PUBLIC_URL: publicUrl,
      CAMPUS_ISSUER: issuer.url,
      CAMPUS_CLIENT_ID: 'access-checker',
      CAMPUS_CLIENT_SECRET: randomBytes(24).toString('hex'),
      CAMPUS_SESSION_SECRET: randomBytes(24).toString('hex'),
      CAMPUS_CARD_HMAC_KEY: randomBytes(32).toString('base64url'),
      // At saturation more happens in a second than at all gates of a city in a minute; nobody is to be refused for it here.
      CAMPUS_PASSAGES_WAITING_MAX: '1000000',
      DATABASE_URL: database.url('access-checker'),
    };
    const startChecker = async (name: string, entry: string) => {
      const port = await freePort();
      const process = await startMeasured({
        entry,
        environment: {
          ...environment,
          CAMPUS_PORT: String(port),
          CAMPUS_METRICS_PORT: String(await freePort()),
        },
        logFile: path.join(folder, `${name}.log`),
        readyUrl: `http://127.0.0.1:${port}/readyz`,
      });
      cleanUp.push(process.stop);
      return { name, port, process };
    };
    const root = path.resolve(import.meta.dirname, '../..');
    const ours = await startChecker('the checker', path.join(root, 'services/access-checker/src/main.ts'));

    const operate = operator({ url: `http://127.0.0.1:${ours.port}`, audience: publicUrl }, issuer);
    await operate.zone(zone);
    await operate.rules(zone, [
      { name: 'members', effect: 'permit', audience: { any_of: [{ affiliation: 'member' }] }, schedule: 'always' },
    ]);
    const terminal = await operate.terminal(zone);
    const token = await terminal.assertion({ audience: publicUrl, lifetimeSeconds: 3_600 });

    const express = await startChecker(
      'the checker behind express',
      path.join(import.meta.dirname, 'checker-through-express.ts'),
    );
    const echoPort = await freePort();
    const echo = await startMeasured({
      entry: path.join(import.meta.dirname, 'bare-json-echo.ts'),
      environment: { BENCH_PORT: String(echoPort) },
      logFile: path.join(folder, 'echo.log'),
      readyUrl: `http://127.0.0.1:${echoPort}/`,
    });
    cleanUp.push(echo.stop);
    const bare: EvaluationPeer = { name: 'a bare node:http JSON echo', port: echoPort, process: echo, decides: false };

    const context = createContext(readAccessCheckerConfig(environment), {
      log: createLogger({ service: 'bench', level: 'silent' }),
    });
    await until(() => context.snapshot().zone(zone) !== undefined);
    const rows = benchDecisions(context.snapshot(), zone, cards, pace);
    await context.close();

    rows.push(
      ...(await benchEvaluations({
        peers: [{ ...ours, decides: true }, { ...express, decides: true }, bare],
        base: bare,
        token,
        zone,
        cards,
        pace,
        wrong,
      })),
    );
    for (const line of wrong.describe()) progress(`wrong: ${line}`);
    return [...rows, { name: 'wrong answers', value: wrong.count, unit: 'errors' }];
  } finally {
    for (const step of cleanUp.reverse()) await step();
  }
}
