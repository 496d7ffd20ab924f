import { setTimeout as pause } from 'node:timers/promises';

/** Waits for something that comes by itself, and fails where it does not. */
export async function until(what: string, isSo: () => boolean | Promise<boolean>): Promise<void> {
  for (let waits = 0; waits < 400; waits += 1) {
    if (await isSo()) return;
    await pause(25);
  }
  throw new Error(`did not come: ${what}`);
}
