import {
  type Actor,
  acrossUniversities,
  findCanonicalPersonId,
  listLiveMerges,
  type MergeEvent,
  recordAudit,
} from '@onecampus/directory';
import { DomainError } from '@onecampus/errors';
import type { Registry } from '../registry.ts';

export interface ShownMerge {
  readonly id: string;
  readonly at: Date;
  readonly method: MergeEvent['method'];
  readonly survivorId: string;
  readonly loserId: string;
}

/** The merges that made a person what he is today, the latest first: ids only. @throws DomainError `person.unknown`. */
export function listMerges(
  registry: Registry,
  order: { readonly by: Actor; readonly personId: string },
): Promise<{ personId: string; merges: ShownMerge[] }> {
  return acrossUniversities(registry.db, async (tx) => {
    const personId = await findCanonicalPersonId(tx, order.personId);
    if (personId === undefined) throw new DomainError('person.unknown', 'There is no such person.');
    const merges = await listLiveMerges(tx, personId);
    await recordAudit(tx, { actor: order.by, action: 'person.merges_viewed', subject: `person:${personId}` });
    return {
      personId,
      merges: merges.map(({ id, at, method, survivorId, loserId }) => ({ id, at, method, survivorId, loserId })),
    };
  });
}
