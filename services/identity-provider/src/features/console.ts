import type { Feature } from '../feature.ts';
import { consoleStartPage } from '../pages/console/start.ts';

/** What administrators of a university decide about signing in; each section is added by the feature that it is about. */
export const consoleFeature: Feature = {
  name: 'console',
  addTo: consoleStartPage,
};
