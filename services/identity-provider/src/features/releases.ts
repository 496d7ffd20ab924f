import type { Feature } from '../feature.ts';
import { servicesPages } from '../pages/account/services/services.ts';
import { releasePolicyPages } from '../pages/console/releases/releases.ts';
import { releasePolicyRoutes } from '../routes/releases/release-policy.ts';

/** What services are told about people: who decides it, and where people see it. */
export const releasesFeature: Feature = {
  name: 'releases',
  addTo: (app, context) => {
    releasePolicyRoutes(app, context);
    servicesPages(app, context);
    releasePolicyPages(app, context);
  },
};
