import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/**
 * A port that nobody listens on, below those that the kernel gives to outgoing connections: one of those may be taken by
 * anybody's request between the moment it is found free and the moment its server starts. Each process of a run searches a
 * stretch of its own and never names a port twice.
 */
export async function freePort(): Promise<number> {
  for (let tries = 0; tries < stretch; tries += 1) {
    const port = first + ((start + next++) % stretch);
    if (await isFree(port)) return port;
  }
  throw new Error(`no port is free from ${first} to ${first + stretch - 1}`);
}

const stretch = 2_000;
const worker = Number(process.env['JEST_WORKER_ID'] ?? 0);
const first = 10_000 + (worker % 8) * stretch;
const start = randomInt(stretch);
let next = 0;

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}
