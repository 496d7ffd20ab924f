import { availableParallelism } from 'node:os';
import { isMainThread, parentPort, Worker } from 'node:worker_threads';
import { verifySync } from '@node-rs/argon2';

/**
 * The ceiling of password sign-ins: as many threads as the identity provider has for passwords, each verifying one and the
 * same stored hash over and over, with nothing around it. The parameters are those within the hash.
 *
 * The parent sends `{ seconds }` and gets `{ per_second, count, wrong }`.
 */
const hash = process.env['BENCH_HASH'] ?? '';
const password = process.env['BENCH_PASSWORD'] ?? '';

if (isMainThread) {
  const threads = Array.from({ length: availableParallelism() }, () => new Worker(new URL(import.meta.url)));
  process.on('message', async ({ seconds }: { seconds: number }) => {
    const done = await Promise.all(
      threads.map((thread) => {
        thread.postMessage({ seconds });
        return new Promise<{ count: number; wrong: number; took_ms: number }>((resolve) =>
          thread.once('message', resolve),
        );
      }),
    );
    process.send?.({
      per_second: done.reduce((sum, one) => sum + (one.count * 1_000) / one.took_ms, 0),
      count: done.reduce((sum, one) => sum + one.count, 0),
      wrong: done.reduce((sum, one) => sum + one.wrong, 0),
    });
  });
  process.on('disconnect', () => process.exit(0));
  process.send?.('ready');
} else {
  parentPort?.on('message', ({ seconds }: { seconds: number }) => {
    const start = performance.now();
    let [count, wrong] = [0, 0];
    while (performance.now() - start < seconds * 1_000) {
      if (!verifySync(hash, password)) wrong += 1;
      count += 1;
    }
    parentPort?.postMessage({ count, wrong, took_ms: performance.now() - start });
  });
}
