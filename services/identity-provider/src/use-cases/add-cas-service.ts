import { type Db, transaction } from '@onecampus/database';
import type { Actor } from '@onecampus/directory';
import { DomainError } from '@onecampus/errors';
import { uuidv7 } from '@onecampus/runtime';
import { frontServiceAdded } from '../events/front-services.ts';
import { isRegistrableService } from '../rules/cas-service-url.ts';
import { insertCasService } from '../store/cas-services.ts';
import { insertClient, plainClient } from '../store/clients.ts';
import { announceNews } from '../store/news.ts';

export type NewCasService = {
  readonly universityId: string | null;
  readonly name: string;
  readonly nameRu: string;
  readonly serviceUrl: string;
  readonly matches: 'exact' | 'below';
  readonly userName: 'subject' | 'eppn';
  readonly scope: string;
  /** Run by the university itself: the person is not asked whether it may know who he is. */
  readonly own: boolean;
};

/**
 * Lets a service that speaks CAS sign people in.
 *
 * @throws DomainError `client.unfit` where the address is not a plain https one, `client.exists` where it is known already.
 */
export async function addCasService(
  { db, issuer, production }: { readonly db: Db; readonly issuer: string; readonly production: boolean },
  actor: Actor,
  asked: NewCasService,
): Promise<{ readonly clientId: string }> {
  if (!isRegistrableService(asked.serviceUrl, { production })) {
    throw new DomainError('client.unfit', 'The address of the service is not a plain https one.', {
      details: { faults: [{ field: 'service_url', message: 'must be an https address without query or fragment' }] },
    });
  }
  const clientId = `cas-${uuidv7()}`;
  const { origin, hostname } = new URL(asked.serviceUrl);
  await transaction(db, async (tx) => {
    await insertClient(
      tx,
      {
        ...plainClient,
        id: clientId,
        protocol: 'cas',
        origin: 'console',
        universityId: asked.universityId,
        sector: hostname.replace(/[^a-z0-9.-]/g, ''),
        name: asked.name,
        nameRu: asked.nameRu,
        secretHash: null,
        tokenEndpointAuthMethod: 'none',
        applicationType: 'web',
        redirectUris: [`${issuer}/cas/continue`],
        postLogoutRedirectUris: [`${issuer}/cas/signed-out`],
        backchannelLogoutUri: null,
        grantTypes: ['authorization_code'],
        scope: asked.scope,
        firstParty: asked.own,
        metadata: { client_uri: asked.serviceUrl },
      },
      actor,
    );
    const { serviceUrl, matches, userName } = asked;
    if (!(await insertCasService(tx, { clientId, serviceUrl, origin, matches, userName })))
      throw new DomainError('client.exists', 'There is a CAS service of this address already.');
    await frontServiceAdded(tx, actor, { clientId, universityId: asked.universityId, protocol: 'cas' });
    await announceNews(tx);
  });
  return { clientId };
}
