import { ConfigFault } from './config-fault.ts';
import type { Logger } from './logger.ts';

export interface RunningService {
  readonly log: Logger;
  /** Stops taking work, ends what is in hand, closes connections. Called once. */
  stop(): Promise<void>;
}

/** How long a drain may take before the process ends anyway. */
const stop_timeout_ms = 10_000;

/**
 * The life of a service process: start, serve, and on SIGTERM or SIGINT drain and end with code 0.
 * A faulty configuration ends it with code 78 (EX_CONFIG of sysexits.h) and the whole list of faults on standard error.
 */
export async function runService(start: () => Promise<RunningService>): Promise<void> {
  let service: RunningService;
  try {
    service = await start();
  } catch (error) {
    process.stderr.write(`${error instanceof ConfigFault ? error.message : describe(error)}\n`);
    process.exit(error instanceof ConfigFault ? 78 : 1);
  }
  let stopping = false;
  const end = (signal: string, code = 0) => {
    if (stopping) return;
    stopping = true;
    service.log.info({ signal }, 'draining');
    const overdue = setTimeout(() => {
      service.log.error('drain took too long');
      process.exit(1);
    }, stop_timeout_ms);
    service.stop().then(
      () => {
        clearTimeout(overdue);
        process.exit(code);
      },
      (error: unknown) => {
        service.log.error({ err: error }, 'could not stop cleanly');
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', () => end('SIGTERM'));
  process.on('SIGINT', () => end('SIGINT'));
  // A supervisor that dies takes its children along: its end of the channel closing is our signal to drain.
  process.on('disconnect', () => end('disconnect'));
  process.on('unhandledRejection', (reason) => {
    service.log.fatal({ err: reason }, 'unhandled rejection');
    // Not 0: whoever supervises us has to know that this was no planned end.
    end('unhandledRejection', 1);
  });
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
