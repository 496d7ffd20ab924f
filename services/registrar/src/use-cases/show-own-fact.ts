import { acrossUniversities } from '@onecampus/directory';
import { DomainError } from '@onecampus/errors';
import type { Registry } from '../registry.ts';
import type { DisputedFact } from '../rules/dispute.ts';
import { findOwnFact } from '../store/own-fact.ts';

/** Which university says a fact about a person, for the form that disputes it. @throws DomainError `person.unknown`. */
export async function showOwnFact(
  registry: Pick<Registry, 'db'>,
  wanted: { readonly personId: string; readonly fact: DisputedFact; readonly factId: string },
): Promise<{ universityId: string }> {
  const found = await acrossUniversities(registry.db, (tx) => findOwnFact(tx, wanted));
  if (!found) throw new DomainError('person.unknown', 'Nothing of the kind is said of this person.');
  return { universityId: found.universityId };
}
