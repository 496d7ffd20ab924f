import type { Tx } from '@onecampus/database';
import { DomainError } from '@onecampus/errors';
import type { RequestOnce } from '../rules/request-once.ts';
import { findAnswer, keepAnswer, takeKey } from './idempotency-keys.ts';

/**
 * Does the work once for a key, in the transaction that keeps its answer, and answers every later request with that key
 * from there. A refusal rolls the key back with the rest: nothing was done, so the request may be tried again.
 */
export async function onceForKey<Answer extends object>(
  tx: Tx,
  once: RequestOnce | undefined,
  work: () => Promise<Answer>,
): Promise<Answer> {
  if (!once) return work();
  if (await takeKey(tx, once)) {
    const answer = await work();
    await keepAnswer(tx, once, answer);
    return answer;
  }
  const known = await findAnswer(tx, once);
  if (known?.requestHash !== once.requestHash) {
    throw new DomainError(
      'idempotency.key_reused',
      'This Idempotency-Key was used for another request. Take a new key.',
      {
        details: { header: 'Idempotency-Key' },
      },
    );
  }
  return known.answer as Answer;
}
