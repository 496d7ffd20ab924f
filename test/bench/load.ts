/** What one stretch of load did. Wrong answers are counted and never make a rate look better: they are not completions. */
export type Load = {
  readonly completed_per_second: number;
  /** All of them, also those before and after the counted window; what CPU time is divided by. */
  readonly completed: number;
  readonly latencies_ms: readonly number[];
  readonly errors: ReadonlyMap<string, number>;
};

type Action = (user: number) => Promise<void>;

/** Starting up and running dry are not steady load; completions are counted after this long. */
const ramp_ms = 400;

/**
 * Closed loop: each user begins anew when done, so the server is never without work. Good for the rate at saturation; its
 * latencies are queueing at this many users and are not given, for a slow server would also be asked less.
 */
export async function saturate(options: { users: number; seconds: number; action: Action }): Promise<Load> {
  const errors = new Map<string, number>();
  const from = performance.now() + ramp_ms;
  const until = from + options.seconds * 1_000;
  let completed = 0;
  let counted = 0;
  const run = async (user: number) => {
    while (performance.now() < until) {
      try {
        await options.action(user);
        completed += 1;
        const now = performance.now();
        if (now >= from && now < until) counted += 1;
      } catch (error) {
        note(errors, error);
      }
    }
  };
  await Promise.all(Array.from({ length: options.users }, (_, user) => run(user)));
  return { completed_per_second: counted / options.seconds, completed, latencies_ms: [], errors };
}

/**
 * Open loop: work arrives at a fixed rate whether or not the server keeps up, and latency is counted from the moment it
 * was due, waiting for a free user included.
 */
export async function arrive(options: {
  users: number;
  seconds: number;
  per_second: number;
  action: Action;
}): Promise<Load> {
  const errors = new Map<string, number>();
  const latencies: number[] = [];
  const idle = Array.from({ length: options.users }, (_, user) => user);
  const due: number[] = [];
  const underWay = new Set<Promise<void>>();
  const start = performance.now();
  const total = Math.max(1, Math.floor(options.seconds * options.per_second));

  const serve = async (user: number, at: number) => {
    try {
      await options.action(user);
      latencies.push(performance.now() - at);
    } catch (error) {
      note(errors, error);
    }
    idle.push(user);
    give();
  };
  const give = () => {
    while (idle.length > 0 && due.length > 0) {
      const work = serve(idle.pop()!, due.shift()!);
      underWay.add(work);
      void work.finally(() => underWay.delete(work));
    }
  };
  for (let arrival = 0; arrival < total; arrival += 1) {
    const at = start + (arrival * 1_000) / options.per_second;
    const wait = at - performance.now();
    if (wait > 1) await new Promise((resolve) => setTimeout(resolve, wait));
    due.push(at);
    give();
  }
  while (underWay.size > 0) await Promise.all(underWay);
  const took = (performance.now() - start) / 1_000;
  return {
    completed_per_second: latencies.length / took,
    completed: latencies.length,
    latencies_ms: latencies,
    errors,
  };
}

function note(errors: Map<string, number>, error: unknown): void {
  const text = error instanceof Error ? error.message : String(error);
  errors.set(text, (errors.get(text) ?? 0) + 1);
}
