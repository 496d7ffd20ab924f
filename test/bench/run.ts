import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { BenchRow } from './bench-row.ts';
import { describeMachine, leaveServersTheirCore } from './machine.ts';
import { printRows, wrongAnswersOf } from './print-rows.ts';
import { ratioChart } from './ratio-chart.ts';
import { startBenchServers } from './start-bench-servers.ts';
import { readable } from './statistics.ts';

/**
 * `pnpm bench [identity] [access] … [--short] [--profile]`: measures on a Postgres and a Redis of its own, prints one table,
 * and keeps the same as JSON and as a picture below .data/bench/. Ends with 1 where something failed or answered wrongly,
 * never because something was slow.
 */
const benches: Readonly<Record<string, () => Promise<BenchRow[]>>> = {
  // Imported when asked for: what they import reads where the servers are.
  identity: async () => (await import('./identity.ts')).benchIdentity(),
  access: async () => (await import('./access.ts')).benchAccess(),
  matching: async () => (await import('./matching.ts')).benchMatching(),
  audit: async () => (await import('./audit.ts')).benchAudit(),
  directory: async () => (await import('./directory.ts')).benchDirectory(),
  timings: async () => (await import('./timings.ts')).benchTimings(),
  year: async () => (await import('./year.ts')).benchYear(),
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { short: { type: 'boolean', default: false }, profile: { type: 'boolean', default: false } },
});
const unknown = positionals.filter((name) => !(name in benches));
if (unknown.length > 0) {
  console.error(`There is no bench "${unknown.join('", "')}"; there are: ${Object.keys(benches).join(', ')}.`);
  process.exit(2);
}
/** A year takes longer than all others together, and says nothing of speed: it runs where it is asked for by name. */
const byNameOnly = new Set(['year']);
const names =
  positionals.length > 0 ? [...new Set(positionals)] : Object.keys(benches).filter((name) => !byNameOnly.has(name));
const results = path.resolve(import.meta.dirname, '../../.data/bench');
const pinned = leaveServersTheirCore();
const machine = describeMachine(new Date(), pinned);
const stem = path.join(results, machine.at.replaceAll(':', '-').slice(0, 19));
await mkdir(`${stem}-logs`, { recursive: true });

const servers = await startBenchServers();
// What is measured ends by itself with this process; Postgres runs apart from it and would stay.
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void servers.stop().finally(() => process.exit(130)));
}
Object.assign(process.env, {
  TEST_ADMIN_URL: servers.adminUrl,
  TEST_REDIS_URL: servers.redisUrl ?? '',
  BENCH_SHORT: values.short ? '1' : '0',
  BENCH_PINNED: pinned ? '1' : '0',
  BENCH_LOGS: `${stem}-logs`,
  BENCH_PROFILES: values.profile ? `${stem}-profiles` : '',
});
const done = new Map<string, BenchRow[]>();
const failed: string[] = [];
try {
  for (const name of names) {
    console.error(`${name}:`);
    try {
      done.set(name, await benches[name]!());
    } catch (error) {
      failed.push(name);
      console.error(error);
    }
  }
} finally {
  await servers.stop();
}

const wrong = wrongAnswersOf(done);
console.log(`\n${printRows(machine, done)}`);
if (values.short) console.log('Short form: to see that it runs, not to quote.');
if (values.profile)
  console.log(`Profiled: slower than without. Profiles (open them in a browser's developer tools): ${stem}-profiles`);
if (machine.load_before > machine.cores / 4)
  console.log(
    `The machine was busy with something else before (load ${readable(machine.load_before)}): only ratios mean anything.`,
  );
if (wrong > 0) console.log(`*** ${wrong} answers were wrong: this run is not to be quoted. ***`);
if (failed.length > 0) console.log(`*** Failed: ${failed.join(', ')}. ***`);
const rows = [...done].flatMap(([bench, list]) => list.map((row) => ({ bench, ...row })));
const kept = { machine, short: values.short, profiled: values.profile, wrong_answers: wrong, failed, rows };
await writeFile(`${stem}.json`, `${JSON.stringify(kept, null, 2)}\n`);
await writeFile(`${stem}.svg`, ratioChart(machine, rows, wrong > 0 || failed.length > 0));
if (wrong === 0 && failed.length === 0) await rm(`${stem}-logs`, { recursive: true });
else console.log(`What the servers wrote: ${path.relative(process.cwd(), stem)}-logs`);
console.log(`Kept as ${path.relative(process.cwd(), stem)}.json and .svg`);
process.exit(wrong > 0 || failed.length > 0 ? 1 : 0);
