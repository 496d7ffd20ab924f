import type { RunningSystem, SystemProcess } from '../support/system.ts';
import type { OwnDatabase } from './own-database.ts';
import type { Random } from './random.ts';

export interface Fault {
  readonly name: string;
  /** Does it, and resolves when the part works again. */
  readonly strike: () => Promise<void>;
}

const recovery_timeout_ms = 60_000;
const killable = ['identity-provider', 'registrar', 'card-issuer', 'access-checker'] as const;

/** Which faults a campaign draws from. Half of them hit the database, the part that everything depends on. */
export function faultsOf(system: RunningSystem, database: OwnDatabase, random: Random): Fault[] {
  const databaseBack = async () => {
    for (const one of system.processes.filter(isService)) await untilReady(one.port);
  };
  return [
    ...killable.map((name) => ({
      name: `SIGKILL ${name}`,
      strike: () => kill(random.pick(system.processes.filter((one) => one.name === name))),
    })),
    {
      name: 'SIGKILL Postgres',
      strike: async () => {
        await database.crash();
        await databaseBack();
      },
    },
    {
      name: 'restart Postgres',
      strike: async () => {
        await database.restart();
        await databaseBack();
      },
    },
  ];
}

export function isService({ name }: SystemProcess): boolean {
  return (killable as readonly string[]).includes(name);
}

/** Ends a process at once; its supervisor starts it again. */
async function kill(one: SystemProcess): Promise<void> {
  const pid = one.pid();
  if (pid === undefined) return;
  process.kill(pid, 'SIGKILL');
  await until(async () => one.pid() !== pid, `a new ${one.name}`);
  await untilReady(one.port);
}

/** Tells a process to stop, which drains it, and waits for the one that takes its place. */
export async function stopGently(one: SystemProcess): Promise<void> {
  const pid = one.pid();
  if (pid === undefined) return;
  process.kill(pid, 'SIGTERM');
  await until(async () => one.pid() !== pid, `a new ${one.name}`);
  await untilReady(one.port);
}

export function untilReady(port: number): Promise<void> {
  return until(async () => {
    const answer = await fetch(`http://127.0.0.1:${port}/readyz`, { signal: AbortSignal.timeout(3_000) });
    await answer.body?.cancel();
    return answer.ok;
  }, `/readyz on port ${port}`);
}

async function until(holds: () => Promise<boolean>, what: string): Promise<void> {
  const deadline = Date.now() + recovery_timeout_ms;
  while (!(await holds().catch(() => false))) {
    if (Date.now() > deadline) throw new Error(`${what} did not come within ${recovery_timeout_ms} ms`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
