import path from 'node:path';

export const root = path.resolve(import.meta.dirname, '../../..');

/** Everything a local start keeps. `pnpm reset` removes it. */
export interface Places {
  readonly data: string;
  readonly postgres: string;
  readonly logs: string;
  readonly secrets: string;
  /** Names the running start, so that a second one can say so. */
  readonly lock: string;
  /** What the table shows, for programs. */
  readonly summary: string;
  /** What the operator's command line needs to reach the running system. */
  readonly operator: string;
  readonly terminal: string;
  readonly rolls: string;
  /** Rolls that are put here come in by themselves: university / source / file. */
  readonly incoming: string;
  /** Letters to people, as files: nothing leaves this machine. */
  readonly mail: string;
}

export function placesIn(data: string): Places {
  const at = (name: string) => path.join(data, name);
  return {
    data,
    postgres: at('postgres'),
    logs: at('logs'),
    secrets: at('secrets.json'),
    lock: at('start.pid'),
    summary: at('running.json'),
    operator: at('operator.json'),
    terminal: at('gate-terminal'),
    rolls: at('rolls'),
    incoming: at('incoming'),
    mail: at('mail'),
  };
}
