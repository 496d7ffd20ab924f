import { bearer, route } from '@onecampus/http';
import type { Context } from '../context.ts';
import { listClients } from '../use-cases/list-clients.ts';

export function listClientsRoute(app: Parameters<typeof route>[0], context: Context): void {
  route(app, {
    method: 'get',
    path: '/api/v1/clients',
    summary: 'List the registered applications',
    authenticate: bearer(context.access, 'clients.write'),
    handle: async () => ({
      clients: (await listClients(context.db)).map((client) => ({
        client_id: client.id,
        client_name: client.name,
        'client_name#ru': client.nameRu,
        application_type: client.applicationType,
        token_endpoint_auth_method: client.tokenEndpointAuthMethod,
        redirect_uris: client.redirectUris,
        post_logout_redirect_uris: client.postLogoutRedirectUris,
        ...(client.backchannelLogoutUri === null ? {} : { backchannel_logout_uri: client.backchannelLogoutUri }),
        grant_types: client.grantTypes,
        scope: client.scope,
        first_party: client.firstParty,
        state: client.state,
        ...(client.universityId === null ? {} : { university_id: client.universityId }),
        version: client.version,
      })),
    }),
  });
}
