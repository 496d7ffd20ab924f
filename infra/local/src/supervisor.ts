import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream, type WriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { root } from './places.ts';

export interface Program {
  readonly name: string;
  /** Path of its entry file from the project's root. */
  readonly entry: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Answers 200 when the program can be used. */
  readonly readyUrl: string;
}

export interface Supervised {
  readonly name: string;
  readonly ready: Promise<void>;
  /** Of the process of this moment; another one after a death. */
  pid(): number | undefined;
  stop(): Promise<void>;
}

const ready_timeout_ms = 60_000;
const stop_timeout_ms = 12_000;
/** A program that dies is started again after this time, doubled at each death in a row. */
const restart_after_ms = 300;
const restart_after_ms_max = 10_000;

/**
 * Runs a program as a process of its own, with its output in a log file, and starts it again when it dies. The channel to
 * the child tells it when we die: it then drains and ends by itself, so a killed start leaves no program behind.
 */
export async function supervise(
  program: Program,
  logFolder: string,
  onDeath: (text: string) => void,
): Promise<Supervised> {
  await mkdir(logFolder, { recursive: true });
  const log: WriteStream = createWriteStream(path.join(logFolder, `${program.name}.log`), { flags: 'a' });
  let child: ChildProcess;
  let stopping = false;
  let deaths = 0;
  let lastWords = '';
  let startedOnce = false;
  const firstReady = Promise.withResolvers<void>();
  firstReady.promise.catch(() => undefined);

  const launch = () => {
    lastWords = '';
    child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', path.join(root, program.entry)], {
      cwd: root,
      env: {
        PATH: process.env['PATH'] ?? '',
        HOME: process.env['HOME'] ?? '',
        ...(process.env['TZ'] ? { TZ: process.env['TZ'] } : {}),
        // Stripped and compiled sources are kept beside the logs: a later start loads them in three quarters of the time.
        NODE_COMPILE_CACHE: path.join(logFolder, '..', 'compile-cache'),
        ...program.environment,
      },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      // Apart from our process group: Ctrl-C reaches us alone, and we stop the programs in their order.
      detached: true,
    });
    child.stdout?.pipe(log, { end: false });
    child.stderr?.on('data', (chunk: Buffer) => {
      lastWords = (lastWords + chunk.toString()).slice(-2_000);
      log.write(chunk);
    });
    child.once('exit', (code, signal) => {
      if (stopping) return;
      const how = signal ? `was ended by ${signal}` : `ended with code ${code}`;
      // A faulty configuration (EX_CONFIG) or a death before the first sign of life does not get better by trying again.
      if (code === 78 || !startedOnce) {
        firstReady.reject(new Error(`${program.name} ${how} while starting.\n${lastWords.trim()}`));
        return;
      }
      const wait = Math.min(restart_after_ms * 2 ** deaths, restart_after_ms_max);
      deaths += 1;
      onDeath(`${program.name} ${how}; starting it again`);
      setTimeout(() => {
        if (stopping) return;
        launch();
        void untilReady(program.readyUrl, () => stopping).then(
          () => {
            deaths = 0;
          },
          () => undefined,
        );
      }, wait);
    });
  };
  launch();
  untilReady(program.readyUrl, () => stopping).then(() => {
    startedOnce = true;
    firstReady.resolve();
  }, firstReady.reject);

  return {
    name: program.name,
    ready: firstReady.promise,
    pid: () => child.pid,
    stop: async () => {
      stopping = true;
      if (child.exitCode === null && child.signalCode === null) {
        const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
        child.kill('SIGTERM');
        const overdue = setTimeout(() => child.kill('SIGKILL'), stop_timeout_ms);
        await ended;
        clearTimeout(overdue);
      }
      log.end();
    },
  };
}

async function untilReady(url: string, cancelled: () => boolean): Promise<void> {
  const deadline = Date.now() + ready_timeout_ms;
  while (Date.now() < deadline && !cancelled()) {
    try {
      const answer = await fetch(url, { signal: AbortSignal.timeout(2_000) });
      if (answer.ok) return;
    } catch {
      // Not listening yet.
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${url} did not become ready within ${ready_timeout_ms / 1_000} s`);
}
