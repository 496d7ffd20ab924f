import { execFileSync } from 'node:child_process';
import { availableParallelism, cpus, loadavg, release, totalmem } from 'node:os';

/** What the figures of a run belong to; without it they are worth nothing. */
export type Machine = {
  readonly cpu: string;
  readonly cores: number;
  readonly memory_gib: number;
  readonly os: string;
  readonly node: string;
  readonly at: string;
  /** With `+` where the tree held changes that no commit has. */
  readonly commit: string;
  /** Whether servers had a core to themselves; otherwise server and load generator took turns on the same ones. */
  readonly pinned: boolean;
  /** Processes that wanted to run in the minute before; what else the machine was busy with. */
  readonly load_before: number;
};

export function describeMachine(now: Date, pinned: boolean): Machine {
  return {
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    cores: cpus().length,
    memory_gib: Math.round(totalmem() / 2 ** 30),
    os: `${process.platform} ${release()}`,
    node: process.version,
    at: now.toISOString(),
    commit: said('git', ['rev-parse', '--short', 'HEAD']) + (said('git', ['status', '--porcelain']) === '' ? '' : '+'),
    pinned,
    load_before: loadavg()[0] ?? 0,
  };
}

/**
 * Moves this process — the load generator, and every database it starts later — off the first core, so that the core is
 * the servers' alone. `false` where that cannot be done: one core, or no `taskset`.
 */
export function leaveServersTheirCore(): boolean {
  if (availableParallelism() < 2) return false;
  return said('taskset', ['-a', '-cp', `1-${cpus().length - 1}`, String(process.pid)]) !== '';
}

/** The command that runs node on the servers' core; children of ours would inherit the other ones. */
export function onServerCore(pinned: boolean, args: readonly string[]): [command: string, args: string[]] {
  return pinned ? ['taskset', ['-c', '0', process.execPath, ...args]] : [process.execPath, [...args]];
}

function said(command: string, args: readonly string[]): string {
  try {
    return execFileSync(command, args, {
      cwd: import.meta.dirname,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch {
    return '';
  }
}
