import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Db, transaction } from '@onecampus/database';
import { type FeedPosition, readChanges } from '@onecampus/directory';
import { arrangeUniversities } from '../../support/people.ts';
import { untilReady } from '../inject.ts';
import { startOwnDatabase } from '../own-database.ts';
import { seeded } from '../random.ts';
import { compare } from './compare.ts';
import { type Ledger, openLedger } from './ledger.ts';
import { mountSmallDisk } from './small-disk.ts';
import { startRegistrar } from './start-registrar.ts';
import { startWorkload } from './workload.ts';

export interface DirectoryCampaign {
  readonly ledger: Ledger;
  readonly struck: ReadonlyMap<string, number>;
  readonly faults: readonly string[];
  readonly feedRows: number;
}

const full_for_ms = 2_000;
const quiet_timeout_ms = 30_000;

/**
 * One registrar and a Postgres of its own under rolls and SCIM writes, killed at moments that the seed draws; then the tables
 * are held against what was acknowledged, and two readers that read the feed all the while, in unlike steps, against the feed.
 */
export async function runDirectoryCampaign(options: {
  readonly seed: number;
  readonly faults: number;
  readonly rows: number;
  readonly say: (text: string) => void;
}): Promise<DirectoryCampaign> {
  const random = seeded(options.seed);
  const folder = await mkdtemp(path.join(tmpdir(), 'onecampus-directory-faults-'));
  // The database's own: the logs of the others stay writable.
  const diskFolder = path.join(folder, 'disk');
  await mkdir(diskFolder);
  const disk = await mountSmallDisk(diskFolder);
  if (!disk) options.say('NOT RUN: a full disk, for this user may not mount one');
  const database = await startOwnDatabase(diskFolder);
  const registrar = await startRegistrar(database, folder).catch(async (error: unknown) => {
    await database.drop();
    throw error;
  });
  try {
    await arrangeUniversities(database.admin);
    const authorization = `Bearer ${await registrar.token('people.write', 'people.read')}`;
    const json = { authorization, 'content-type': 'application/json' };
    const call = async (method: string, at: string, body: object) => {
      const answer = await fetch(`${registrar.url}${at}`, { method, headers: json, body: JSON.stringify(body) });
      if (!answer.ok) throw new Error(`${method} ${at}: ${answer.status} ${await answer.text()}`);
      return (await answer.json()) as Record<string, string>;
    };
    await call('PUT', '/api/v1/universities/sibmed', {
      home_organization: 'sibmed.ru',
      name: { ru: 'Медицинский университет', en: 'Medical University' },
      short_name: { ru: 'СибГМУ', en: 'SibMed' },
    });
    for (const slug of ['tpu', 'sibmed'])
      await call('PUT', `/api/v1/universities/${slug}/sources/sis`, { kind: 'sis' });
    const { token: scimToken } = await call('POST', '/api/v1/universities/tsu/scim-tokens', { name: 'faults' });

    const ledger = openLedger();
    const load = startWorkload({
      registrar,
      ledger,
      random: seeded(options.seed + 1),
      authorization,
      scimToken: scimToken!,
      rows: options.rows,
    });
    const readers = [startReader(database.admin, 500), startReader(database.admin, 37)];
    const faults = {
      'SIGKILL registrar': async () => {
        const pid = registrar.pid();
        if (pid !== undefined) process.kill(pid, 'SIGKILL');
        await until(async () => registrar.pid() !== pid, 'a new registrar');
      },
      'SIGKILL Postgres': () => database.crash(),
      'restart Postgres': () => database.restart(),
      ...(disk && {
        'disk full': async () => {
          await disk.fill();
          await pause(full_for_ms);
          await disk.empty();
          // Without room for its log Postgres ends itself, and does not come back while there is none.
          await pause(full_for_ms / 2);
          await database.revive();
        },
      }),
    };
    const names = Object.keys(faults) as (keyof typeof faults)[];
    const struck = new Map<string, number>();
    for (let number = 0; number < options.faults; number += 1) {
      await pause(random.between(300, 1_500));
      const name = number < names.length ? names[number]! : random.pick(names);
      await faults[name]!();
      await untilReady(registrar.port);
      struck.set(name, (struck.get(name) ?? 0) + 1);
      options.say(`${number + 1} of ${options.faults}: ${name}; ${ledger.done} done, ${ledger.failed} failed so far`);
    }
    await pause(500);
    await load.stop();
    const found = await compare(database.admin, ledger);
    for (const reader of readers) found.push(...(await reader.stop()));
    return { ledger, struck, faults: found, feedRows: readers[0]!.seen.size };
  } finally {
    await registrar.stop();
    await database.drop();
    await disk?.unmount();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Reads the feed on through every crash, and says in the end what it missed or was given twice. */
function startReader(db: Db, step: number) {
  const seen = new Set<string>();
  const twice: string[] = [];
  let position: FeedPosition = { tx: '0', sequence: '0' };
  let stopping = false;
  const readOn = async () => {
    const changes = await transaction(db, (tx) => readChanges(tx, position, step));
    for (const { tx, sequence } of changes) {
      const key = `${tx}.${sequence}`;
      if (seen.has(key)) twice.push(key);
      seen.add(key);
    }
    const last = changes.at(-1);
    if (last) position = { tx: last.tx, sequence: last.sequence };
    return changes.length;
  };
  const done = (async () => {
    while (!stopping) {
      // At the end of the feed, or while the database is gone, it waits; else it goes on at once.
      if ((await readOn().catch(() => 0)) < step) await pause(50);
    }
  })();
  return {
    seen,
    stop: async (): Promise<string[]> => {
      stopping = true;
      await done;
      const count = async () => {
        const { rows } = await db.raw<{ rows: { n: number }[] }>(
          'select count(*)::int as n from directory.change_feed',
        );
        return rows[0]!.n;
      };
      while ((await readOn()) > 0);
      // The last rows come only once nobody writes before them.
      await until(async () => (await readOn()) === 0 && seen.size >= (await count()), 'the end of the feed').catch(
        () => undefined,
      );
      const missed = (await count()) - seen.size;
      return [
        ...(missed === 0 ? [] : [`lost: the reader of the feed in steps of ${step} missed ${missed} rows`]),
        ...twice.map((key) => `impossible: the feed gave ${key} twice`),
      ];
    },
  };
}

async function until(holds: () => Promise<boolean>, what: string): Promise<void> {
  const deadline = Date.now() + quiet_timeout_ms;
  while (!(await holds().catch(() => false))) {
    if (Date.now() > deadline) throw new Error(`${what} did not come within ${quiet_timeout_ms} ms`);
    await pause(50);
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
