import { type Actor, findUniversity, withinUniversity } from '@onecampus/directory';
import { DomainError } from '@onecampus/errors';
import { disputeTouched } from '../dispute-events.ts';
import type { Registry } from '../registry.ts';
import type { DisputeAnswer } from '../rules/dispute.ts';
import { findDispute, answerDispute as store, type UniversityDispute } from '../store/disputes.ts';
import { isSameHuman } from '../store/is-same-human.ts';

/**
 * The university's word on a dispute, once; the person reads it. Nobody answers what he disputes himself.
 * @throws DomainError `dispute.unknown`, `dispute.answered_already`, `person.own_record`.
 */
export async function answerDispute(
  registry: Registry,
  order: {
    readonly by: Actor;
    readonly university: string;
    readonly id: string;
    readonly state: DisputeAnswer;
    readonly answer: string;
  },
): Promise<UniversityDispute> {
  const { by, id, state } = order;
  const { id: universityId } = await findUniversity(registry.db, order.university);
  return withinUniversity(registry.db, universityId, async (tx) => {
    const dispute = await findDispute(tx, id);
    if (!dispute) throw new DomainError('dispute.unknown', 'There is no such dispute.');
    const { personId } = dispute;
    if (await isSameHuman(tx, by, `person:${personId}`))
      throw new DomainError('person.own_record', 'A colleague answers this.');
    if (!(await store(tx, { id, by, state, answer: order.answer }))) {
      throw new DomainError('dispute.answered_already', 'Somebody has answered already.');
    }
    const details = { outcome: state, fact: dispute.fact };
    await disputeTouched(tx, { by, what: 'answered', disputeId: id, personId, universityId, details });
    return (await findDispute(tx, id))!;
  });
}
