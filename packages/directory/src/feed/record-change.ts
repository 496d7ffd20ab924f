import type { Tx } from '@onecampus/database';
import type { ChangeTopic } from './change.ts';

export interface NewChange {
  readonly topic: ChangeTopic;
  readonly entityId: string;
  readonly universityId?: string;
  readonly payload?: Readonly<Record<string, unknown>>;
}

/** Tells the other services of a change, in the transaction that makes it; the type asks for one. */
export async function recordChange(tx: Tx, change: NewChange): Promise<void> {
  await tx.raw('insert into directory.change_feed (topic, entity_id, university_id, payload) values (?, ?, ?, ?)', [
    change.topic,
    change.entityId,
    change.universityId ?? null,
    JSON.stringify(change.payload ?? {}),
  ] as never);
}
