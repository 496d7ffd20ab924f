import { transaction } from '@onecampus/database';
import { recordAudit } from '@onecampus/directory';
import type { CardDesk } from '../card-desk.ts';
import type { Operator } from '../rules/operator.ts';
import { type SipAccount, type SipAccountSettings, usualSettings } from '../rules/sip-account.ts';
import { findSipAccount, insertSipAccount } from '../store/sip-accounts.ts';
import { drawTerminalSecret } from '../store/terminal-secret.ts';

export type NewSipAccount = Pick<
  SipAccountSettings,
  'universityId' | 'institution' | 'title' | 'networks' | 'purpose'
> &
  Partial<SipAccountSettings> & { readonly login: string };

/** Lets a machine of a library ask. Its secret is told here, once. @throws DomainError `sip-account.exists`. */
export async function addSipAccount(
  desk: CardDesk,
  order: { readonly by: Operator; readonly account: NewSipAccount },
): Promise<{ readonly account: SipAccount; readonly secret: string }> {
  const { secret, hash } = drawTerminalSecret();
  const id = desk.newId();
  const account = await transaction(desk.db, async (tx) => {
    await insertSipAccount(tx, { ...usualSettings(order.account.purpose), ...order.account, id, secretHash: hash });
    await recordAudit(tx, {
      actor: order.by.actor,
      action: 'terminal.added',
      subject: `terminal:${id}`,
      universityId: order.account.universityId,
      details: { login: order.account.login, purpose: order.account.purpose },
    });
    return (await findSipAccount(tx, order.account.login))!;
  });
  return { account, secret };
}
