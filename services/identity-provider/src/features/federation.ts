import type { Feature } from '../feature.ts';
import { federatedClients } from '../openid-federation/federated-client.ts';
import { consortiumFederationPages } from '../pages/consortium/federation.ts';
import { federationConfigurationRoute, federationRoutes } from '../routes/federation/federation.ts';

/** OpenID Federation 1.0: the consortium as an anchor of trust, and applications that come in by a chain to it. */
export const federationFeature: Feature = {
  name: 'federation',
  before: (app, context) => {
    context.clients.adopt(federatedClients(context));
    federationConfigurationRoute(app, context);
  },
  addTo: (app, context) => {
    federationRoutes(app, context);
    consortiumFederationPages(app, context);
  },
};
