import type { Feature } from '../feature.ts';
import { casPages } from '../pages/cas/cas-pages.ts';
import { addCasServiceRoute } from '../routes/cas/add-cas-service.ts';
import { casValidationRoutes } from '../routes/cas/validate.ts';

/** The side for services that know CAS and nothing else. */
export const casFeature: Feature = {
  name: 'cas',
  addTo: (app, context) => {
    casPages(app, context);
    casValidationRoutes(app, context);
    addCasServiceRoute(app, context);
  },
  // Asked from other sites' pages by their browsers at most, and heeding no cookie: the ticket is the proof.
  isProgramPath: (path) => /^\/cas\/(p3\/)?(serviceV|v)alidate$/.test(path),
};
