import { type Db, transaction } from '@onecampus/database';
import { DomainError } from '@onecampus/errors';
import { hashToken } from '@onecampus/tokens';
import { clientChanged, clientStateSet } from '../events/clients.ts';
import { clientRow, type DescribedRegistration } from '../registration/client-row.ts';
import { registrationFaults } from '../rules/client-registration.ts';
import { beyondLeave } from '../rules/registration-leave.ts';
import { type Client, findClient, updateClient } from '../store/clients.ts';
import { announceNews } from '../store/news.ts';
import { findLeaveOfClient } from '../store/registration.ts';

type Caller = { readonly clientId: string; readonly token: string };

/**
 * What an application that registered itself does about itself (RFC 7592): it reads what it is.
 *
 * @throws DomainError `token.invalid` for any token but its own, and for a client that is gone.
 */
export async function readRegisteredClient(db: Db, caller: Caller): Promise<Client> {
  return (await own(db, caller)).client;
}

/**
 * Replaces what it is, within the leave under which it registered. What makes it another client stays: its way of proving
 * itself, its sector, its state.
 *
 * @throws DomainError `token.invalid`, `client.unfit` with every fault in its details, `version.stale`.
 */
export async function replaceRegisteredClient(
  context: { readonly db: Db; readonly production: boolean },
  caller: Caller,
  asked: Omit<DescribedRegistration, 'first_party' | 'scope'> & { readonly scope: string | undefined },
): Promise<Client> {
  return transaction(context.db, async (tx) => {
    const { client, leave } = await own(tx, caller);
    const whole = { ...asked, scope: asked.scope ?? client.scope, first_party: client.firstParty };
    const faults = [...registrationFaults(whole, context), ...beyondLeave(whole, leave)];
    if (whole.token_endpoint_auth_method !== client.tokenEndpointAuthMethod)
      faults.push({ field: 'token_endpoint_auth_method', message: 'stays as it was registered' });
    if (faults.length > 0)
      throw new DomainError('client.unfit', 'The client cannot be like this.', { details: { faults } });
    const row = clientRow(whole, { id: client.id, secretHash: client.secretHash, decidedBy: `client:${client.id}` });
    const { universityId, origin, state, preset, subjectType, subjectDecision, sector } = client;
    const kept = { universityId, origin, state, preset, subjectType, subjectDecision, sector };
    if (!(await updateClient(tx, { ...row, ...kept }, client.version, `client:${client.id}`)))
      throw new DomainError('version.stale', 'The client was changed meanwhile.');
    const changed = (await findClient(tx, client.id))!;
    if (changed.version !== client.version) {
      const fields = (Object.keys(row) as (keyof typeof row)[]).filter(
        (field) => JSON.stringify(client[field]) !== JSON.stringify(changed[field]),
      );
      await clientChanged(tx, `client:${client.id}`, client, fields);
      await announceNews(tx);
    }
    return changed;
  });
}

/**
 * Withdraws itself. Its id is never given to another: others have seen it.
 *
 * @throws DomainError `token.invalid`, `version.stale`.
 */
export async function withdrawRegisteredClient(db: Db, caller: Caller): Promise<void> {
  await transaction(db, async (tx) => {
    const { client } = await own(tx, caller);
    if (!(await updateClient(tx, { ...client, state: 'withdrawn' }, client.version, `client:${client.id}`)))
      throw new DomainError('version.stale', 'The client was changed meanwhile.');
    await clientStateSet(tx, `client:${client.id}`, client, 'withdrawn');
    await announceNews(tx);
  });
}

async function own(db: Db, { clientId, token }: Caller) {
  const leave = await findLeaveOfClient(db, { clientId, tokenHash: hashToken(token) });
  const client = leave && leave.clientState !== 'withdrawn' ? await findClient(db, clientId) : undefined;
  if (!leave || !client) throw new DomainError('token.invalid', 'This is not the token of such a client.');
  return { leave, client };
}
