import {
  acrossUniversities,
  closeAnsweredRequests,
  findPersonIdByReference,
  type Merged,
  mergePeople,
} from '@onecampus/directory';
import { type Ephemeral, key } from '@onecampus/ephemeral';
import { DomainError } from '@onecampus/errors';
import { randomToken } from '@onecampus/runtime';
import { peopleRegrouped } from '../match-events.ts';
import type { Registry } from '../registry.ts';
import { waitForMergesAtMost } from '../store/wait-for-merges.ts';

/** Long enough to find the second password, short enough that a browser left open links nobody. */
const state_life_seconds = 600;
const wait_ms = 10_000;

/**
 * Somebody who is signed in wants to show that another account is his as well. The state goes with him to the identity
 * provider, where he signs in anew (`prompt=login`), and comes back once.
 */
export async function beginOwnLink(
  { ephemeral }: { readonly ephemeral: Ephemeral },
  order: { readonly personId: string; readonly sessionId: string },
): Promise<{ state: string }> {
  const state = randomToken();
  await ephemeral.set(key('own-link', state), JSON.stringify(order), state_life_seconds);
  return { state };
}

/**
 * He is back: the sign-in that carried the state is the second proof, the session from which he left the first. Both people
 * are one from now on. His own word outweighs what anybody decided about his records before.
 *
 * @param order `secondReference`: the `sub` of the second sign-in's ID token, whose nonce and signature the caller has checked.
 * @throws DomainError `link.expired` where the state is used up or belongs to another session; `person.unknown`;
 *   `person.already_one`.
 */
export async function finishOwnLink(
  registry: Registry & { readonly ephemeral: Ephemeral },
  order: {
    readonly state: string;
    readonly personId: string;
    readonly sessionId: string;
    readonly secondReference: string;
  },
): Promise<Merged> {
  const begun = await registry.ephemeral.take(key('own-link', order.state));
  const { personId, sessionId } = begun ? (JSON.parse(begun) as { personId: string; sessionId: string }) : {};
  if (personId === undefined || personId !== order.personId || sessionId !== order.sessionId) {
    throw new DomainError('link.expired', 'This took too long or began elsewhere; begin anew.');
  }
  const merged = await acrossUniversities(registry.db, async (tx) => {
    await waitForMergesAtMost(tx, wait_ms);
    const second = await findPersonIdByReference(tx, order.secondReference);
    if (second === undefined) throw new DomainError('person.unknown', 'There is no such person.');
    const by = `person:${personId}` as const;
    const done = await mergePeople(tx, [personId, second], {
      id: registry.newId(),
      method: 'self',
      reason: 'two accounts of one person',
      decidedBy: [...new Set([by, `person:${second}`])],
    });
    if (!done) throw new DomainError('person.already_one', 'Both accounts are known to be yours already.');
    await closeAnsweredRequests(tx, done.survivorId);
    await peopleRegrouped(tx, { by, what: 'merged', merged: done, method: 'self' });
    return done;
  });
  registry.waker.wake();
  return merged;
}
