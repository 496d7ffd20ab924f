import { randomUUID } from 'node:crypto';
import type { RunningSystem, SystemProcess } from '../support/system.ts';
import { stopGently } from './inject.ts';
import { decide } from './workload.ts';

export interface RollingRestart {
  readonly restarts: number;
  readonly requests: number;
  /** What failed, in words. */
  readonly failures: string[];
  /** Processes that did not end with code 0. */
  readonly badEnds: string[];
}

const answer_timeout_ms = 10_000;

/** Stops one instance after the other as a deployment does, while requests that change nothing go on and on. */
export async function rollingRestart(
  system: RunningSystem,
  options: { instances: readonly SystemProcess[]; terminalToken: string; zone: string; number: string },
): Promise<RollingRestart> {
  const failures: string[] = [];
  let requests = 0;
  let stopping = false;
  const get = (path: string) => async () => {
    const answer = await fetch(path, { signal: AbortSignal.timeout(answer_timeout_ms) });
    await answer.arrayBuffer();
    if (!answer.ok) throw new Error(`${answer.status}`);
  };
  const asked: Record<string, () => Promise<unknown>> = {
    'GET discovery': get(`${system.urls.issuer}/.well-known/openid-configuration`),
    'GET keys': get(`${system.urls.issuer}/jwks`),
    'GET universities': () => system.operator.call('registrar', 'GET', '/api/v1/universities'),
    'GET card': () => system.operator.call('card-issuer', 'GET', `/api/v1/cards/${options.number}`),
    'GET zones': () => system.operator.call('access-checker', 'GET', '/api/v1/zones'),
    evaluation: () => decide(system, { ...options, requestId: randomUUID() }),
  };
  const loops = Object.entries(asked).map(async ([name, ask]) => {
    while (!stopping) {
      requests += 1;
      try {
        await ask();
      } catch (error) {
        failures.push(`${name}: ${(error as Error).message.split('\n')[0]}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 60));
    }
  });
  const known = system.deaths.length;
  for (const one of options.instances) await stopGently(one);
  stopping = true;
  await Promise.all(loops);
  const ends = system.deaths.slice(known);
  return {
    restarts: options.instances.length,
    requests,
    failures,
    badEnds: ends.filter((text) => !text.includes('ended with code 0')),
  };
}
