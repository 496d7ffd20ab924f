import { type ChildProcess, spawn } from 'node:child_process';
import { openSync, readFileSync } from 'node:fs';
import { benchOptions } from './bench-options.ts';
import { onServerCore } from './machine.ts';

export interface MeasuredProcess {
  readonly child: ChildProcess;
  /** CPU time of all its threads so far, user and system; `undefined` where the system has no /proc. */
  cpuSeconds(): number | undefined;
  stop(): Promise<void>;
}

const ready_timeout_ms = 30_000;
const stop_timeout_ms = 15_000;
/** USER_HZ of /proc/<pid>/stat: 100 on every Linux that Node runs on (proc(5)). */
const ticks_per_second = 100;

/** Starts what is measured as a process of its own on the servers' core, its output in a file as in production. */
export async function startMeasured(what: {
  readonly entry: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly logFile: string;
  /** Answers 200 when it can be used; without one the first message of the process is waited for. */
  readonly readyUrl?: string;
}): Promise<MeasuredProcess> {
  const { pinned, profiles } = benchOptions();
  const flags = [
    '--disable-warning=ExperimentalWarning',
    ...(profiles ? ['--cpu-prof', `--cpu-prof-dir=${profiles}`] : []),
  ];
  const [command, args] = onServerCore(pinned, [...flags, what.entry]);
  const log = openSync(what.logFile, 'a');
  const child = spawn(command, args, {
    env: { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '', ...what.environment },
    stdio: ['ignore', log, log, 'ipc'],
  });
  const died = new Promise<never>((_, reject) => {
    child.once('error', reject);
    child.once('exit', (code) =>
      reject(new Error(`${what.entry} ended with code ${code}: ${lastWords(what.logFile)}`)),
    );
  });
  died.catch(() => undefined);
  const ready = what.readyUrl ? untilReady(what.readyUrl) : new Promise((resolve) => child.once('message', resolve));
  await Promise.race([ready, died]);
  return {
    child,
    cpuSeconds: () => cpuSecondsOf(child.pid!),
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      const overdue = setTimeout(() => child.kill('SIGKILL'), stop_timeout_ms);
      await ended;
      clearTimeout(overdue);
    },
  };
}

export function cpuSecondsOf(pid: number): number | undefined {
  try {
    // The name in the second field may hold blanks; everything behind its closing bracket is plain.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
    return (Number(fields[11]) + Number(fields[12])) / ticks_per_second;
  } catch {
    return undefined;
  }
}

function lastWords(file: string): string {
  return readFileSync(file, 'utf8').slice(-1_000);
}

async function untilReady(url: string): Promise<void> {
  const deadline = Date.now() + ready_timeout_ms;
  while (Date.now() < deadline) {
    const answer = await fetch(url, { signal: AbortSignal.timeout(2_000) }).catch(() => undefined);
    await answer?.body?.cancel();
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${url} was not ready within ${ready_timeout_ms / 1_000} s`);
}
