import { type Db, transaction } from '@onecampus/database';
import { DomainError } from '@onecampus/errors';
import { randomToken, uuidv7 } from '@onecampus/runtime';
import { hashToken } from '@onecampus/tokens';
import { clientRegistered } from '../events/registration.ts';
import { clientRow, type DescribedRegistration } from '../registration/client-row.ts';
import { registrationFaults } from '../rules/client-registration.ts';
import { beyondLeave } from '../rules/registration-leave.ts';
import { type Client, findClient, insertClient } from '../store/clients.ts';
import { announceNews } from '../store/news.ts';
import { insertRegistrationToken, useLeave } from '../store/registration.ts';

export type Registered = {
  readonly client: Client;
  /** Shown this once. */
  readonly secret: string | undefined;
  readonly registrationToken: string;
};

/**
 * Registers an application that asks for it with an initial access token (RFC 7591). One use of the token is spent where it
 * succeeds; a registration that is refused spends none.
 *
 * @throws DomainError `token.invalid` for a token that is unknown, spent, out of date or withdrawn; `client.unfit`.
 */
export async function registerClient(
  context: { readonly db: Db; readonly production: boolean },
  token: string,
  asked: Omit<DescribedRegistration, 'first_party' | 'scope'> & { readonly scope: string | undefined },
): Promise<Registered> {
  const [id, registrationToken] = [uuidv7(), randomToken()];
  const secret = asked.token_endpoint_auth_method.startsWith('client_secret') ? randomToken() : undefined;
  return transaction(context.db, async (tx) => {
    const leave = await useLeave(tx, hashToken(token));
    if (!leave) throw new DomainError('token.invalid', 'The initial access token is not good, or not any more.');
    const whole = { ...asked, scope: asked.scope ?? leave.scope, first_party: leave.firstParty };
    const faults = [...registrationFaults(whole, context), ...beyondLeave(whole, leave)];
    if (faults.length > 0)
      throw new DomainError('client.unfit', 'The client cannot register like this.', { details: { faults } });
    const row = clientRow(whole, {
      id,
      secretHash: secret === undefined ? null : hashToken(secret),
      decidedBy: `client:${id}`,
    });
    const own = { universityId: leave.universityId, origin: 'registration', state: leave.registeredState } as const;
    await insertClient(tx, { ...row, ...own }, `client:${id}`);
    await insertRegistrationToken(tx, { clientId: id, tokenHash: hashToken(registrationToken), leaveId: leave.id });
    await clientRegistered(tx, id, leave);
    await announceNews(tx);
    return { client: (await findClient(tx, id))!, secret, registrationToken };
  });
}
