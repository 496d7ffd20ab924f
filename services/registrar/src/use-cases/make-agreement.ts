import {
  type Actor,
  type Agreement,
  acrossUniversities,
  findAgreement,
  findUniversity,
  insertAgreement,
  insertParties,
  type SaidWindow,
  windowOf,
} from '@onecampus/directory';
import { agreementChanged } from '../events.ts';
import type { Registry } from '../registry.ts';

export interface MakeAgreement extends SaidWindow {
  readonly by: Actor;
  readonly reference: string;
  readonly title: { readonly ru: string; readonly en: string };
  readonly parties: readonly string[];
}

/**
 * Enters an agreement between universities, as its paper says. It is the consortium's, so days are read in UTC unless a
 * moment is given. @throws DomainError `university.unknown`, `row.duplicate`, `request.malformed`.
 */
export async function makeAgreement(registry: Registry, order: MakeAgreement): Promise<Agreement> {
  const { by, reference, title, from, until } = order;
  const ids = new Set<string>();
  for (const party of order.parties) ids.add((await findUniversity(registry.db, party)).id);
  const universityIds = [...ids];
  const made = await acrossUniversities(registry.db, async (tx) => {
    const id = registry.newId();
    await insertAgreement(tx, { id, reference, title, window: await windowOf(tx, { from, until }), createdBy: by });
    await insertParties(tx, id, universityIds);
    await agreementChanged(tx, { by, agreementId: id, universityIds, what: 'made' });
    return (await findAgreement(tx, reference))!;
  });
  registry.waker.wake();
  return made;
}
