import { findBlockHolder, releaseBlock, withinUniversity } from '@onecampus/directory';
import { DomainError } from '@onecampus/errors';
import type { CardDesk } from '../card-desk.ts';
import { blockChanged } from '../events.ts';
import type { Operator } from '../rules/operator.ts';
import { refuseOwnRecord } from '../rules/refuse-own-record.ts';

export interface LiftBlock {
  readonly by: Operator;
  readonly universityId: string;
  readonly blockId: string;
  /** Given where the block was opened from a reader's page: a block of anybody else is then none. */
  readonly personId?: string | undefined;
  readonly reason: string;
}

/**
 * Lifts a block. Only the university that set it can; for every other one there is no such block, whatever its scope, and so
 * Postgres holds it as well.
 *
 * @throws DomainError `block.unknown` (also for one of another university, and for one that is lifted already),
 *   `person.own_record`.
 */
export async function liftBlock(desk: CardDesk, order: LiftBlock): Promise<void> {
  await withinUniversity(desk.db, order.universityId, async (tx) => {
    const personId = await findBlockHolder(tx, order.blockId);
    if (personId === undefined || (order.personId !== undefined && order.personId !== personId)) throw unknownBlock();
    refuseOwnRecord(order.by, personId);
    const lifted = await releaseBlock(tx, { blockId: order.blockId, by: order.by.actor, reason: order.reason });
    if (lifted === undefined) throw unknownBlock();
    await blockChanged(
      tx,
      order.by,
      { id: order.blockId, personId, universityId: order.universityId },
      'block.released',
    );
  });
  desk.waker.wake();
}

function unknownBlock(): DomainError {
  return new DomainError('block.unknown', 'This university has no such block standing.');
}
