import {
  type BlockKind,
  type BlockScope,
  findProfile,
  insertBlock,
  windowOf,
  withinUniversity,
} from '@onecampus/directory';
import { DomainError } from '@onecampus/errors';
import type { CardDesk } from '../card-desk.ts';
import { blockChanged } from '../events.ts';
import type { Operator } from '../rules/operator.ts';
import { refuseOwnRecord } from '../rules/refuse-own-record.ts';

export interface SetBlock {
  readonly by: Operator;
  readonly personId: string;
  /** In whose name; only that university lifts it. */
  readonly universityId: string;
  readonly scope: BlockScope;
  readonly libraryId?: string | undefined;
  readonly kinds: readonly BlockKind[];
  /** In the smallest unit of the currency. */
  readonly amount?: { readonly minor: number; readonly currency: string } | undefined;
  readonly publicText: string;
  readonly privateText?: string | undefined;
  /** A day at the university, which counts in full, or a moment. */
  readonly until?: string | undefined;
}

/**
 * Sets a block; its id. It holds at once: gates read it from the feed, terminals at the next question.
 *
 * @throws DomainError `person.unknown`, `person.own_record`, `request.malformed` for an end that has passed.
 */
export async function setBlock(desk: CardDesk, order: SetBlock): Promise<string> {
  const id = desk.newId();
  await withinUniversity(desk.db, order.universityId, async (tx) => {
    const profile = await findProfile(tx, order.personId);
    if (!profile) throw new DomainError('person.unknown', 'The directory knows no such person.');
    refuseOwnRecord(order.by, profile.personId);
    const { until } = await windowOf(tx, { until: order.until });
    await insertBlock(tx, {
      id,
      personId: profile.personId,
      universityId: order.universityId,
      scope: order.scope,
      libraryId: order.scope === 'library' ? order.libraryId : undefined,
      kinds: order.kinds,
      amountMinor: order.amount?.minor,
      currency: order.amount?.currency,
      publicText: order.publicText,
      privateText: order.privateText,
      until: until ?? undefined,
      setBy: order.by.actor,
    });
    const { personId } = profile;
    const what = { scope: order.scope, kinds: order.kinds };
    await blockChanged(tx, order.by, { id, personId, universityId: order.universityId }, 'block.set', what);
  });
  desk.waker.wake();
  return id;
}
