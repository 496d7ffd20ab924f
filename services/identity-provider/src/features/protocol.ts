import type { Feature } from '../feature.ts';
import { postedAuthorizationPage } from '../pages/posted-authorization.ts';
import { leaveRoutes } from '../routes/registration/leaves.ts';
import { registrationRoutes } from '../routes/registration/registration.ts';

/** What the protocol wants of us beside what the engine answers by itself. */
export const protocolFeature: Feature = {
  name: 'protocol',
  before: postedAuthorizationPage,
  addTo: (app, context) => {
    registrationRoutes(app, context);
    leaveRoutes(app, context);
  },
  isProgramPath: (path) => path === '/auth' || /^\/reg(\/|$)/.test(path),
};
