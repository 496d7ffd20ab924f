import { type Db, type Tx, transaction } from '@onecampus/database';
import type { Actor } from '@onecampus/directory';
import { DomainError } from '@onecampus/errors';
import { uuidv7 } from '@onecampus/runtime';
import { consortiumRequestDecided, consortiumRequestMade, consortiumRoleChanged } from '../events/keys.ts';
import { returnToKey, rotateSigningKeys, withdrawKeyAtOnce } from '../keys/change-keys.ts';
import type { KeyTending } from '../keys/key-tending.ts';
import {
  type ConsortiumRequest,
  decideRequest,
  findRequest,
  grantOfficer,
  insertRequest,
  isSamePerson,
  listOfficers,
  listRequests,
  lockOfficers,
  type RequestKind,
  revokeOfficer,
} from '../store/consortium.ts';

/** With fewer nobody could agree to anything. */
const officers_min = 2;
const shown_requests_max = 50;

/**
 * Asks for something that only two people together may do. Nothing happens before another one agrees.
 *
 * @throws DomainError `consortium.already_asked`
 */
export async function askForDecision(
  db: Db,
  order: {
    readonly personId: string;
    readonly kind: RequestKind;
    readonly subject: string | null;
    readonly reason: string;
  },
): Promise<string> {
  return transaction(db, async (tx) => {
    const request = { ...order, id: uuidv7(), askedBy: order.personId };
    if (!(await insertRequest(tx, request)))
      throw new DomainError('consortium.already_asked', 'The same is waiting for a decision already.');
    await consortiumRequestMade(tx, `person:${order.personId}`, request);
    return request.id;
  });
}

/**
 * Agrees to a request, which does what it asks for in the same transaction, or refuses it. Whoever asked may take it back and
 * not agree to it, with whichever of his accounts.
 *
 * @throws DomainError `consortium.request_unknown`, `consortium.second_pair_of_eyes`, `consortium.too_few_officers`, and what
 *   the action itself refuses.
 */
export async function decideOnRequest(
  tending: KeyTending,
  order: { readonly personId: string; readonly id: string; readonly outcome: 'agreed' | 'refused' },
): Promise<ConsortiumRequest> {
  return transaction(tending.db, async (tx) => {
    const asked = await findRequest(tx, order.id);
    if (!asked) throw unknown();
    if (order.outcome === 'agreed' && (await isSamePerson(tx, asked.askedBy, order.personId)))
      throw new DomainError('consortium.second_pair_of_eyes', 'Somebody else has to agree to this.');
    const decided = await decideRequest(tx, { id: order.id, by: order.personId, outcome: order.outcome });
    if (!decided) throw unknown();
    const by: Actor = `person:${order.personId}`;
    await consortiumRequestDecided(tx, by, order.id, order.outcome);
    if (order.outcome === 'agreed') await carryOut(tx, tending, decided, by);
    return decided;
  });
}

/** What is open, and what was decided lately. */
export function listConsortiumRequests(db: Db): Promise<ConsortiumRequest[]> {
  return listRequests(db, shown_requests_max);
}

export function listSecurityOfficers(db: Db): Promise<string[]> {
  return listOfficers(db);
}

/**
 * The operator names the first officers, who then decide about all others.
 *
 * @throws DomainError `consortium.enough_officers`
 */
export async function nameFirstOfficer(db: Db, order: { readonly actor: Actor; readonly personId: string }) {
  await transaction(db, async (tx) => {
    await lockOfficers(tx);
    if ((await listOfficers(tx)).length >= officers_min)
      throw new DomainError('consortium.enough_officers', 'There are officers; they decide together about others.');
    await grantOfficer(tx, order.personId, order.actor);
    await consortiumRoleChanged(tx, order.actor, order.personId, 'granted');
  });
}

async function carryOut(tx: Tx, tending: KeyTending, request: ConsortiumRequest, actor: Actor): Promise<void> {
  const { kind, subject, reason } = request;
  switch (kind) {
    case 'rotate-keys':
      return rotateSigningKeys(tx, tending, { actor, when: 'scheduled' });
    case 'withdraw-key':
      return withdrawKeyAtOnce(tx, tending, { actor, kid: subject!, reason });
    case 'return-to-key':
      return returnToKey(tx, tending, { actor, kid: subject!, reason });
    case 'grant-role':
      await grantOfficer(tx, subject!, actor);
      return consortiumRoleChanged(tx, actor, subject!, 'granted');
    case 'revoke-role':
      await lockOfficers(tx);
      if ((await listOfficers(tx)).length <= officers_min)
        throw new DomainError('consortium.too_few_officers', 'Two officers have to remain; name another one first.');
      await revokeOfficer(tx, subject!, actor);
      return consortiumRoleChanged(tx, actor, subject!, 'revoked');
  }
}

function unknown(): DomainError {
  return new DomainError('consortium.request_unknown', 'There is no such request, or it was decided or ran out.');
}
