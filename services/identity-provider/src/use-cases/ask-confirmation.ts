import { type Db, transaction } from '@onecampus/database';
import { type Clock, randomToken, uuidv7 } from '@onecampus/runtime';
import { hashToken, type KeyEncryptionKey } from '@onecampus/tokens';
import type { Letter } from '../mail/letter.ts';
import { queueLetter } from '../mail/queue-letter.ts';
import { emailAddressOf } from '../rules/email-address.ts';
import { listOwnAddresses, saveUnconfirmed } from '../store/emails.ts';

const link_minutes = 60;
const addresses_max = 5;

export type ConfirmationAsked = 'sent' | 'unfit' | 'confirmed-already' | 'too-many';

/** Writes to an address that somebody says is his; it counts once he has opened the link in the letter. */
export async function askConfirmation(
  context: { readonly db: Db; readonly kek: KeyEncryptionKey; readonly clock: Clock; readonly issuer: string },
  order: { readonly personId: string; readonly typed: string; readonly locale: Letter['locale'] },
): Promise<ConfirmationAsked> {
  const address = emailAddressOf(order.typed);
  if (address === undefined) return 'unfit';
  const { personId, locale } = order;
  const token = randomToken();
  const expiresAt = new Date(context.clock.now().getTime() + link_minutes * 60_000);
  return transaction(context.db, async (tx) => {
    const own = await listOwnAddresses(tx, personId);
    const known = own.some((one) => one.address.toLowerCase() === address.toLowerCase());
    if (!known && own.length >= addresses_max) return 'too-many';
    const row = { id: uuidv7(), personId, address, tokenHash: hashToken(token), expiresAt };
    if (!(await saveUnconfirmed(tx, row))) return 'confirmed-already';
    const link = `${context.issuer}/account/addresses/confirm?token=${token}`;
    const letter = { to: address, locale, content: { kind: 'confirm-address', link } } as const;
    await queueLetter(tx, context.kek, { personId, letter, usefulUntil: expiresAt });
    return 'sent';
  });
}
