import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { DomainError } from '@onecampus/errors';
import { Piscina } from 'piscina';
import { normalPassword } from '../rules/password-parameters.ts';
import { fairQueue } from './fair-queue.ts';
import type { PasswordTask } from './password-worker.ts';

/** For whom a hash is made: a stranger by his network; `undefined` for whoever we know already, or a program with a token. */
export type Asker = { readonly network: string } | undefined;

export interface PasswordHasher {
  hash(password: string): Promise<string>;
  /** Takes as long for a missing hash as for a wrong password, so that the time tells nobody who has an account. */
  verify(password: string, hash: string | undefined, asker?: Asker): Promise<boolean>;
  /** Against a hash that another program made (verify-imported.ts). */
  verifyImported(password: string, hash: string, asker?: Asker): Promise<boolean>;
  /** Whether a hash for him would be waited for or refused at this moment; known without asking anybody. */
  hasRoom(asker: Asker): boolean;
  close(): Promise<void>;
}

export type PasswordHasherOptions = {
  /** Worker threads; by default as many as there are cores. */
  readonly threads?: number;
  /** How many strangers may wait, and as many people whom we know. Beyond that a sign-in is refused at once: late by minutes would be no better. */
  readonly queueMax?: number;
};

const retry_after_seconds = 2;

type Job = {
  readonly task: PasswordTask;
  readonly done: (answer: unknown) => void;
  readonly failed: (error: unknown) => void;
};

/** Argon2id in worker threads behind a bounded queue that is fair between networks (fair-queue.ts). */
export async function startPasswordHasher(options: PasswordHasherOptions = {}): Promise<PasswordHasher> {
  const threads = options.threads ?? availableParallelism();
  const pool = new Piscina({
    filename: fileURLToPath(new URL('./password-worker.ts', import.meta.url)),
    minThreads: threads,
    maxThreads: threads,
    idleTimeout: Number.POSITIVE_INFINITY,
  });
  const queue = fairQueue<Job>(options.queueMax ?? 200);
  let busy = 0;
  let closed = false;

  const give = (): void => {
    while (busy < threads && !closed) {
      const job = queue.next();
      if (!job) return;
      busy += 1;
      pool
        .run(job.task)
        .then(job.done, job.failed)
        .finally(() => {
          busy -= 1;
          give();
        });
    }
  };
  const run = <Result>(task: PasswordTask, asker: Asker): Promise<Result> => {
    const { promise, resolve, reject } = Promise.withResolvers<Result>();
    const job = { task, done: resolve as Job['done'], failed: reject };
    if (closed || !queue.add(job, asker?.network, (other) => other.failed(full()))) reject(full());
    else give();
    return promise;
  };
  // Of nobody's password, under the same parameters: what an unknown name is compared with.
  const nobodys = await run<string>({ kind: 'hash', password: 'no account has this hash' }, undefined);
  return {
    hash: (password) => run({ kind: 'hash', password: normalPassword(password) }, undefined),
    verify: async (password, hash, asker) => {
      const task = { kind: 'verify', password: normalPassword(password), hash: hash ?? nobodys } as const;
      const matches = await run<boolean>(task, asker);
      return matches && hash !== undefined;
    },
    verifyImported: (password, hash, asker) => run({ kind: 'verify-imported', password, hash }, asker),
    hasRoom: (asker) => busy < threads || queue.hasRoom(asker?.network),
    close: () => {
      closed = true;
      for (const { failed } of queue.clear()) failed(full());
      return pool.close({ force: true });
    },
  };
}

function full(): DomainError {
  return new DomainError('password.queue_full', 'Too many people are signing in at this moment.', {
    retryAfterSeconds: retry_after_seconds,
  });
}
