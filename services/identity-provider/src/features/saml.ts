import type { Feature } from '../feature.ts';
import { addCasPages } from '../pages/console/saml-and-cas/add-cas.ts';
import { addSamlPages } from '../pages/console/saml-and-cas/add-saml.ts';
import { frontServicePages } from '../pages/console/saml-and-cas/service.ts';
import { samlAndCasPage } from '../pages/console/saml-and-cas/services.ts';
import { samlSignOutPages } from '../pages/saml/slo.ts';
import { samlSignInPages } from '../pages/saml/sso.ts';
import { addSamlServiceRoute } from '../routes/saml/add-saml-service.ts';
import { samlMetadataRoutes } from '../routes/saml/metadata.ts';

/** The side for services that speak SAML 2.0. */
export const samlFeature: Feature = {
  name: 'saml',
  addTo: (app, context) => {
    samlMetadataRoutes(app, context);
    addSamlServiceRoute(app, context);
    samlSignInPages(app, context);
    samlSignOutPages(app, context);
    samlAndCasPage(app, context);
    addSamlPages(app, context);
    addCasPages(app, context);
    frontServicePages(app, context);
  },
  // Services post their messages from pages of their own. Each message is believed for what it holds, and no cookie.
  isProgramPath: (path) => path === '/saml/sso' || path === '/saml/slo',
};
