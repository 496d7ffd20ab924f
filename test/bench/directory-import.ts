import { randomBytes } from 'node:crypto';
import { createReadStream, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type RollFile, universities, writeRolls } from '@onecampus/sample-big-tomsk';
import { startIssuer } from '../integration/access-checker/checker.ts';
import { freePort } from '../setup/free-port.ts';
import { freshDatabase } from '../support/databases.ts';
import { benchOptions } from './bench-options.ts';
import type { BenchRow } from './bench-row.ts';
import { progress } from './bench-run.ts';
import { copyIntoBareTable } from './directory-copy.ts';
import { startMeasured } from './measured-process.ts';

const people_count = 70_000;
const people_count_short = 3_000;
const audience = 'http://registrar.bench';

/**
 * A consortium's rolls through the registrar as a process of its own, over HTTP: the first time, and again unchanged. Beside
 * it COPY of the same rows into a table without keys, which is the least that Postgres can be asked for.
 */
export async function benchDirectoryImport(
  people = Number(process.env['BENCH_PEOPLE'] ?? (benchOptions().short ? people_count_short : people_count)),
): Promise<BenchRow[]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'onecampus-bench-import-'));
  const database = await freshDatabase();
  const issuer = await startIssuer();
  const cleanUp: (() => unknown)[] = [() => rm(folder, { recursive: true, force: true }), database.drop, issuer.close];
  try {
    progress(`${people} people: writing their rolls`);
    const files = await writeRolls({ folder: path.join(folder, 'rolls'), people, seed: 2026 });
    const port = await freePort();
    const registrar = await startMeasured({
      entry: path.resolve(import.meta.dirname, '../../services/registrar/src/main.ts'),
      environment: {
        NODE_ENV: 'development',
        CAMPUS_HOST: '127.0.0.1',
        CAMPUS_PORT: String(port),
        CAMPUS_METRICS_PORT: String(await freePort()),
        CAMPUS_PUBLIC_URL: audience,
        CAMPUS_ISSUER: issuer.url,
        CAMPUS_CLIENT_ID: 'registrar',
        CAMPUS_CLIENT_SECRET: randomBytes(24).toString('hex'),
        CAMPUS_SESSION_SECRET: randomBytes(24).toString('hex'),
        ...Object.fromEntries(
          ['NATIONAL_NUMBER', 'DATA', 'AUDIT', 'EVENTS'].map((name) => [
            `CAMPUS_${name}_KEY`,
            randomBytes(32).toString('base64url'),
          ]),
        ),
        DATABASE_URL: database.url('registrar'),
      },
      logFile: path.join(folder, 'registrar.log'),
      readyUrl: `http://127.0.0.1:${port}/readyz`,
    });
    cleanUp.push(registrar.stop);
    const office = openOffice(port, () => issuer.token({ audience, scope: 'people.write' }));
    await office.arrange(files);
    const rss = watchMemory(registrar.child.pid!);
    progress('first import');
    const first = await seconds(() => office.bring(files, 'new'));
    const copy = await copyIntoBareTable(database.adminUrl, path.join(folder, 'rows'));
    progress('the same again');
    const again = await seconds(() => office.bring(files, 'unchanged'));
    const rss_max_mib = rss.stop();
    const to = 'COPY of the same rows into a bare table';
    return [
      { name: `COPY of ${copy.rows} rows into a bare table`, value: copy.seconds, unit: 's' },
      { name: `first import of ${people} people`, value: first, unit: 's', ratio: { to, value: first / copy.seconds } },
      {
        name: `unchanged import of ${people} people`,
        value: again,
        unit: 's',
        ratio: { to, value: again / copy.seconds },
      },
      { name: 'largest memory of the registrar meanwhile', value: rss_max_mib, unit: 'MiB' },
    ];
  } finally {
    for (const one of cleanUp.reverse()) await one();
  }
}

async function seconds(work: () => Promise<void>): Promise<number> {
  const from = performance.now();
  await work();
  return (performance.now() - from) / 1_000;
}

function openOffice(port: number, token: () => Promise<string>) {
  const call = async (method: string, to: string, body?: RollFile | object): Promise<Record<string, unknown>> => {
    const file = body !== undefined && 'path' in body ? (body as RollFile) : undefined;
    const headers = {
      authorization: `Bearer ${await token()}`,
      'content-type': file ? 'text/csv' : 'application/json',
    };
    return new Promise((resolve, reject) => {
      const sent = request({ host: '127.0.0.1', port, method, path: to, headers, timeout: 3_600_000 }, (answer) => {
        let text = '';
        answer.setEncoding('utf8').on('data', (piece: string) => {
          text += piece;
        });
        answer.on('end', () =>
          answer.statusCode === 200 ? resolve(JSON.parse(text)) : reject(new Error(`${answer.statusCode} ${text}`)),
        );
      });
      sent.on('error', reject);
      if (file) createReadStream(file.path).pipe(sent);
      else sent.end(body === undefined ? undefined : JSON.stringify(body));
    });
  };
  const sourceOf = (file: RollFile) =>
    `/api/v1/universities/${file.university}/sources/${encodeURIComponent(file.sourceLabel)}`;
  return {
    arrange: async (files: readonly RollFile[]) => {
      for (const file of files) {
        const { names, aliases, scope } = universities.find(({ slug }) => slug === file.university)!;
        await call('PUT', `/api/v1/universities/${file.university}`, {
          home_organization: scope,
          scopes: [scope],
          name: { ru: names.ru.full, en: names.en.full },
          short_name: { ru: names.ru.short, en: names.en.short },
          aliases,
        });
        await call('PUT', sourceOf(file), { kind: 'sis', mapping: file.mapping });
      }
    },
    /** One file after the other; `kind` is what all of their people must be counted as. */
    bring: async (files: readonly RollFile[], kind: 'new' | 'unchanged') => {
      for (const file of files) {
        const from = performance.now();
        const { counts } = (await call('POST', `${sourceOf(file)}/imports`, file)) as {
          counts: Record<string, number>;
        };
        const others = ['new', 'changed', 'ending', 'unchanged'].filter((one) => one !== kind);
        if (others.some((one) => counts[one] !== 0)) throw new Error(`not all ${kind}: ${JSON.stringify(counts)}`);
        progress(`${file.university}: ${counts['rows']} rows, ${((performance.now() - from) / 1_000).toFixed(1)} s`);
      }
    },
  };
}

/** The resident memory of a process, ten times a second; `stop` tells the largest in MiB. */
function watchMemory(pid: number): { stop(): number } {
  let largest_kib = 0;
  const look = () => {
    try {
      const resident = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
      largest_kib = Math.max(largest_kib, Number(resident?.[1] ?? 0));
    } catch {
      // It ended, which whoever talks to it will notice.
    }
  };
  const timer = setInterval(look, 100);
  return {
    stop: () => {
      clearInterval(timer);
      return Math.round(largest_kib / 1_024);
    },
  };
}
