import { type Db, transaction } from '@onecampus/database';
import { allScopes, hashToken } from '@onecampus/tokens';
import { clientCreated } from '../events.ts';
import { plainClient, upsertClient } from '../store/clients.ts';
import { announceNews } from '../store/news.ts';

export const operatorClientId = 'operator';

/**
 * The client of the operator's command line: it acts for itself and may do everything that has an API. It is made, or given
 * its present secret, from the configuration, so that a system can be set up before anybody is registered.
 */
export async function ensureOperator(db: Db, secret: string): Promise<void> {
  await transaction(db, async (tx) => {
    const changed = await upsertClient(
      tx,
      {
        ...plainClient,
        origin: 'product',
        subjectType: 'public',
        subjectDecision: 'acts for itself and for no person',
        id: operatorClientId,
        name: 'Operator',
        nameRu: 'Оператор',
        secretHash: hashToken(secret),
        tokenEndpointAuthMethod: 'client_secret_basic',
        applicationType: 'web',
        redirectUris: [],
        postLogoutRedirectUris: [],
        backchannelLogoutUri: null,
        grantTypes: ['client_credentials'],
        scope: allScopes.join(' '),
        firstParty: true,
        metadata: {},
      },
      'service:identity-provider',
    );
    if (!changed) return;
    await clientCreated(tx, 'service:identity-provider', operatorClientId);
    await announceNews(tx);
  });
}
