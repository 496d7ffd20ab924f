import { transaction } from '@onecampus/database';
import { recordAudit } from '@onecampus/directory';
import { DomainError } from '@onecampus/errors';
import type { CardDesk } from '../card-desk.ts';
import type { Operator } from '../rules/operator.ts';
import type { SipAccount, SipAccountSettings } from '../rules/sip-account.ts';
import { updateSipAccount } from '../store/sip-accounts.ts';

/** Changes what a machine may do, or switches it off. The audit names what was changed. @throws DomainError `sip-account.unknown`. */
export async function changeSipAccount(
  desk: CardDesk,
  order: {
    readonly by: Operator;
    readonly login: string;
    readonly changes: Partial<Omit<SipAccountSettings, 'universityId'>>;
  },
): Promise<SipAccount> {
  return transaction(desk.db, async (tx) => {
    const changed = await updateSipAccount(tx, order.login, order.changes);
    if (!changed) throw new DomainError('sip-account.unknown', 'There is no such account.');
    await recordAudit(tx, {
      actor: order.by.actor,
      action: 'terminal.changed',
      subject: `terminal:${changed.id}`,
      universityId: changed.universityId,
      details: { login: order.login, settings: Object.keys(order.changes).sort() },
    });
    return changed;
  });
}
