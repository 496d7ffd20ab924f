import { perContext } from '../per-context.ts';

export interface WaitingRoom {
  /** Holds a refused answer back for a moment; at once where there is no place left, or the service is ending. */
  wait(): Promise<void>;
  /** The same, once refusals come faster than people make them; those before are answered at once. */
  waitInFlood(): Promise<void>;
  /** Lets everybody go, and keeps nobody from then on. */
  release(): void;
}

/**
 * Where refused answers wait, so that whoever guesses in a circle slows down instead of spinning: he has to open more
 * connections, which cost him as much as us, and while they wait they cost us nothing but memory. The number is bounded, and
 * nobody waits while the service ends.
 */
export function waitingRoom(options: {
  readonly places: number;
  readonly wait_ms: number;
  /** Refusals in one second that are answered at once. */
  readonly at_once_max: number;
}): WaitingRoom {
  const waiting = new Map<() => void, NodeJS.Timeout>();
  let ending = false;
  let second = 0;
  let refused = 0;

  const wait = (): Promise<void> => {
    if (ending || waiting.size >= options.places) return Promise.resolve();
    return new Promise((resolve) => {
      const go = () => {
        clearTimeout(waiting.get(go));
        waiting.delete(go);
        resolve();
      };
      waiting.set(go, setTimeout(go, options.wait_ms));
    });
  };
  return {
    wait,
    waitInFlood: () => {
      const now = Math.floor(performance.now() / 1_000);
      if (now !== second) [second, refused] = [now, 0];
      refused += 1;
      return refused > options.at_once_max ? wait() : Promise.resolve();
    },
    release: () => {
      ending = true;
      for (const go of [...waiting.keys()]) go();
    },
  };
}

/** Of one instance: a thousand connections for a second. */
export const refusedSignIns = perContext(() => waitingRoom({ places: 1_000, wait_ms: 1_000, at_once_max: 100 }));
