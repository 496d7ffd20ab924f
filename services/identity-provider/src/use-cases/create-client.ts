import { type Db, transaction } from '@onecampus/database';
import type { Actor } from '@onecampus/directory';
import { DomainError } from '@onecampus/errors';
import { randomToken, uuidv7 } from '@onecampus/runtime';
import { hashToken } from '@onecampus/tokens';
import { clientCreated } from '../events.ts';
import { clientRow, type DescribedRegistration } from '../registration/client-row.ts';
import { registrationFaults } from '../rules/client-registration.ts';
import { subjectFaults } from '../rules/client-subjects.ts';
import { insertClient } from '../store/clients.ts';
import { announceNews } from '../store/news.ts';

export type NewClient = DescribedRegistration & {
  readonly client_id?: string | undefined;
  /** A secret of the caller's own making, for whoever has to know it before the client exists. */
  readonly client_secret?: string | undefined;
};

export type CreatedClient = { readonly client_id: string; readonly client_secret?: string };

/**
 * Registers an application. Its secret is shown this once: only its SHA-256 is kept.
 *
 * @throws DomainError `client.exists`, `client.unfit` with every fault in its details.
 */
export async function createClient(
  context: { readonly db: Db; readonly production: boolean },
  actor: Actor,
  asked: NewClient,
): Promise<CreatedClient> {
  const faults = [...registrationFaults(asked, context), ...subjectFaults(asked)];
  if (faults.length > 0)
    throw new DomainError('client.unfit', 'The client cannot be registered like this.', { details: { faults } });
  const id = asked.client_id ?? uuidv7();
  const secret = asked.token_endpoint_auth_method.startsWith('client_secret')
    ? (asked.client_secret ?? randomToken())
    : undefined;
  await transaction(context.db, async (tx) => {
    const secretHash = secret === undefined ? null : hashToken(secret);
    const inserted = await insertClient(tx, clientRow(asked, { id, secretHash, decidedBy: actor }), actor);
    if (!inserted) throw new DomainError('client.exists', `There is a client "${id}" already.`);
    await clientCreated(tx, actor, id);
    await announceNews(tx);
  });
  return { client_id: id, ...(secret === undefined ? {} : { client_secret: secret }) };
}
