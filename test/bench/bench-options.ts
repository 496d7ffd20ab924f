import { tmpdir } from 'node:os';

/** What `pnpm bench` tells each bench; the names are those of the environment variables that carry it. */
export type BenchOptions = {
  /** Few and short rounds: to see that everything runs, not to quote. */
  readonly short: boolean;
  /** Servers run on the first core, everything else on the others. */
  readonly pinned: boolean;
  /** Folder for CPU profiles of the servers; a profiled server is slower, so such a run is for looking, not for quoting. */
  readonly profiles: string | undefined;
  /** Folder for what the servers write; it is kept where something failed. */
  readonly logs: string;
};

export function benchOptions(environment: Readonly<Record<string, string | undefined>> = process.env): BenchOptions {
  return {
    short: environment['BENCH_SHORT'] === '1',
    pinned: environment['BENCH_PINNED'] === '1',
    profiles: environment['BENCH_PROFILES'] || undefined,
    logs: environment['BENCH_LOGS'] || tmpdir(),
  };
}
