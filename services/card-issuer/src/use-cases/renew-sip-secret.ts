import { transaction } from '@onecampus/database';
import { recordAudit } from '@onecampus/directory';
import { DomainError } from '@onecampus/errors';
import type { CardDesk } from '../card-desk.ts';
import type { Operator } from '../rules/operator.ts';
import { updateSipAccount } from '../store/sip-accounts.ts';
import { drawTerminalSecret } from '../store/terminal-secret.ts';

/** Gives a machine another secret; the one before serves no more. @throws DomainError `sip-account.unknown`. */
export async function renewSipSecret(
  desk: CardDesk,
  order: { readonly by: Operator; readonly login: string },
): Promise<{ readonly login: string; readonly secret: string }> {
  const { secret, hash } = drawTerminalSecret();
  await transaction(desk.db, async (tx) => {
    const account = await updateSipAccount(tx, order.login, { secretHash: hash });
    if (!account) throw new DomainError('sip-account.unknown', 'There is no such account.');
    await recordAudit(tx, {
      actor: order.by.actor,
      action: 'terminal.secret_renewed',
      subject: `terminal:${account.id}`,
      universityId: account.universityId,
      details: { login: order.login },
    });
  });
  return { login: order.login, secret };
}
