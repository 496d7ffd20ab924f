import { readFileSync } from 'node:fs';
import type { Tx } from '@onecampus/database';

/**
 * Milliseconds of a processor that the server's process of this connection has used since it began; `undefined` where the
 * system does not tell (no /proc). Unlike a time on the wall it does not grow because something else runs.
 */
export async function backendCpu(tx: Tx): Promise<() => number | undefined> {
  const { rows } = await tx.raw<{ rows: { pid: number }[] }>('select pg_backend_pid() as pid');
  return () => {
    try {
      const nanoseconds = /^\d+/.exec(readFileSync(`/proc/${rows[0]!.pid}/schedstat`, 'utf8'))?.[0];
      return nanoseconds === undefined ? undefined : Number(nanoseconds) / 1e6;
    } catch {
      return undefined;
    }
  };
}
