import { type Db, transaction } from '@onecampus/database';
import { plainClient, upsertClient } from '../store/clients.ts';
import { announceNews } from '../store/news.ts';

export const ownClientId = 'campus-account';
export const ownRedirectPath = '/account/signed-in';

/** Our own pages, as the engine knows them: an application that may ask who is here and redeems nothing. */
export async function ensureOwnClient(db: Db, issuer: string): Promise<void> {
  await transaction(db, async (tx) => {
    const changed = await upsertClient(
      tx,
      {
        ...plainClient,
        origin: 'product',
        subjectType: 'public',
        subjectDecision: 'the identity provider itself',
        id: ownClientId,
        name: 'My account',
        nameRu: 'Моя учётная запись',
        secretHash: null,
        tokenEndpointAuthMethod: 'none',
        applicationType: 'web',
        redirectUris: [`${issuer}${ownRedirectPath}`],
        postLogoutRedirectUris: [],
        backchannelLogoutUri: null,
        grantTypes: ['authorization_code'],
        scope: 'openid',
        firstParty: true,
        metadata: { client_uri: `${issuer}/account` },
      },
      'service:identity-provider',
    );
    if (changed) await announceNews(tx);
  });
}
