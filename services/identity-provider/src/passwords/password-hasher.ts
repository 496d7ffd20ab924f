import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { DomainError } from '@onecampus/errors';
import { Piscina } from 'piscina';
import { normalPassword } from '../rules/password-parameters.ts';
import type { PasswordTask } from './password-worker.ts';

export interface PasswordHasher {
  hash(password: string): Promise<string>;
  /** Takes as long for a missing hash as for a wrong password, so that the time tells nobody who has an account. */
  verify(password: string, hash: string | undefined): Promise<boolean>;
  /** Against a hash that another program made (verify-imported.ts). */
  verifyImported(password: string, hash: string): Promise<boolean>;
  close(): Promise<void>;
}

export type PasswordHasherOptions = {
  /** Worker threads; by default as many as there are cores. */
  readonly threads?: number;
  /** How many may wait. Beyond that a sign-in is refused at once: late by minutes would be no better. */
  readonly queueMax?: number;
};

const retry_after_seconds = 2;

/** Argon2id in worker threads behind a bounded queue. */
export async function startPasswordHasher(options: PasswordHasherOptions = {}): Promise<PasswordHasher> {
  const threads = options.threads ?? availableParallelism();
  const pool = new Piscina({
    filename: fileURLToPath(new URL('./password-worker.ts', import.meta.url)),
    minThreads: threads,
    maxThreads: threads,
    maxQueue: options.queueMax ?? 200,
    idleTimeout: Number.POSITIVE_INFINITY,
  });
  const run = async <Result>(task: PasswordTask): Promise<Result> => {
    try {
      return (await pool.run(task)) as Result;
    } catch (error) {
      if (!isFull(error)) throw error;
      throw new DomainError('password.queue_full', 'Too many people are signing in at this moment.', {
        cause: error,
        retryAfterSeconds: retry_after_seconds,
      });
    }
  };
  // Of nobody's password, under the same parameters: what an unknown name is compared with.
  const nobodys = await run<string>({ kind: 'hash', password: 'no account has this hash' });
  return {
    hash: (password) => run({ kind: 'hash', password: normalPassword(password) }),
    verify: async (password, hash) => {
      const matches = await run<boolean>({ kind: 'verify', password: normalPassword(password), hash: hash ?? nobodys });
      return matches && hash !== undefined;
    },
    verifyImported: (password, hash) => run({ kind: 'verify-imported', password, hash }),
    close: () => pool.close({ force: true }),
  };
}

function isFull(error: unknown): boolean {
  return error instanceof Error && /queue is at limit/i.test(error.message);
}
