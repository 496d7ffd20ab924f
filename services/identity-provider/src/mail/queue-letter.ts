import type { Tx } from '@onecampus/database';
import { uuidv7 } from '@onecampus/runtime';
import { type KeyEncryptionKey, open, seal } from '@onecampus/tokens';
import { insertMail } from '../store/mails.ts';
import type { Letter } from './letter.ts';

const notice_useful_hours = 3 * 24;

/**
 * Puts a letter into the outbox, in the transaction of what it tells: it goes if that happens, and not if it does not.
 *
 * @param order `usefulUntil` is when a link in it dies; three days for what only tells something.
 */
export async function queueLetter(
  tx: Tx,
  kek: KeyEncryptionKey,
  order: { readonly personId: string; readonly letter: Letter; readonly usefulUntil?: Date },
): Promise<void> {
  const id = uuidv7();
  await insertMail(tx, {
    id,
    personId: order.personId,
    kind: order.letter.content.kind,
    sealed: seal(JSON.stringify(order.letter), kek, letterPlace(id)),
    uselessAt: order.usefulUntil ?? new Date(Date.now() + notice_useful_hours * 3_600_000),
  });
}

/** @throws SealError where the letter was sealed under another key. */
export function openLetter(kek: KeyEncryptionKey, mail: { readonly id: string; readonly sealed: string }): Letter {
  return JSON.parse(open(mail.sealed, kek, letterPlace(mail.id))) as Letter;
}

/** What authenticates a sealed letter: the row that it is in. */
export function letterPlace(id: string): string {
  return `mails.sealed:${id}`;
}
