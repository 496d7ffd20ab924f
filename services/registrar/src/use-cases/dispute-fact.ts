import { acrossUniversities } from '@onecampus/directory';
import { DomainError } from '@onecampus/errors';
import { disputeTouched } from '../dispute-events.ts';
import type { Registry } from '../registry.ts';
import type { DisputedFact } from '../rules/dispute.ts';
import { countOpenDisputes, insertDispute } from '../store/disputes.ts';
import { findOwnFact } from '../store/own-fact.ts';

/** More at once is no question any more; each waits for a human. */
const open_disputes_max = 30;

/**
 * A person says that something said of him is wrong; the university that says it answers (`answer-dispute`). Nothing is
 * changed by his word alone: each university is the only authority over its own facts.
 *
 * @throws DomainError `person.unknown` where the fact is not about him, `dispute.asked_already`, `dispute.too_many`.
 */
export async function disputeFact(
  registry: Registry,
  order: {
    readonly personId: string;
    readonly fact: DisputedFact;
    readonly factId: string;
    readonly said: string;
  },
): Promise<{ id: string }> {
  const { personId, fact, factId, said } = order;
  const id = registry.newId();
  await acrossUniversities(registry.db, async (tx) => {
    const found = await findOwnFact(tx, { personId, fact, factId });
    if (!found) throw new DomainError('person.unknown', 'Nothing of the kind is said of this person.');
    const { recordId, universityId } = found;
    if ((await countOpenDisputes(tx, personId)) >= open_disputes_max) {
      throw new DomainError('dispute.too_many', 'Many questions wait for an answer already; they are answered first.');
    }
    if (!(await insertDispute(tx, { id, universityId, recordId, fact, factId, said }))) {
      throw new DomainError('dispute.asked_already', 'This is disputed already and waits for an answer.');
    }
    const by = `person:${personId}` as const;
    await disputeTouched(tx, { by, what: 'opened', disputeId: id, personId, universityId, details: { fact } });
  });
  return { id };
}
