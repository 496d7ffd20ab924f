import type { Logger } from './logger.ts';

export interface Repeating {
  stop(): Promise<void>;
}

/**
 * Runs `work` again and again, `every_ms` after the last run ended, never twice at once. A failure is logged and the next
 * run still comes. `stop` waits for the run in hand.
 */
export function repeat(
  name: string,
  every_ms: number,
  log: Logger,
  work: (signal: AbortSignal) => Promise<void>,
): Repeating {
  const stopping = new AbortController();
  const loop = async () => {
    while (!stopping.signal.aborted) {
      try {
        await work(stopping.signal);
      } catch (error) {
        if (!stopping.signal.aborted) log.error({ err: error, job: name }, 'job failed');
      }
      await pause(every_ms, stopping.signal);
    }
  };
  const done = loop();
  return {
    stop: async () => {
      stopping.abort();
      await done;
    },
  };
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const timer = setTimeout(finish, ms);
    function finish() {
      clearTimeout(timer);
      signal.removeEventListener('abort', finish);
      resolve();
    }
    signal.addEventListener('abort', finish);
  });
}
