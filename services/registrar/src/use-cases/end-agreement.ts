import {
  type Actor,
  type Agreement,
  acrossUniversities,
  findAgreement,
  findUniversity,
  setAgreementEnd,
} from '@onecampus/directory';
import { DomainError } from '@onecampus/errors';
import { agreementChanged } from '../events.ts';
import type { Registry } from '../registry.ts';

/**
 * Sets when an agreement ends; whatever rests on it ends with it, by the clock.
 * @throws DomainError `agreement.unknown`; `request.malformed` where that is before it began.
 */
export async function endAgreement(
  registry: Registry,
  order: { readonly by: Actor; readonly reference: string; readonly until?: Date | undefined },
): Promise<Agreement> {
  const { by, reference } = order;
  const ended = await acrossUniversities(registry.db, async (tx) => {
    const agreement = await findAgreement(tx, reference);
    if (!agreement) throw new DomainError('agreement.unknown', 'There is no such agreement.');
    if (!(await setAgreementEnd(tx, agreement.id, order.until ?? registry.clock.now()))) {
      throw new DomainError('request.malformed', 'An agreement cannot end before it begins.');
    }
    const universityIds: string[] = [];
    for (const party of agreement.parties) universityIds.push((await findUniversity(tx, party)).id);
    await agreementChanged(tx, { by, agreementId: agreement.id, universityIds, what: 'ended' });
    return (await findAgreement(tx, reference))!;
  });
  registry.waker.wake();
  return ended;
}
