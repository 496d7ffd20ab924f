import type { Feature } from '../feature.ts';
import { consoleNetworksPages } from '../pages/console/networks/networks.ts';

/** Which networks of a university may be called besides the internet. */
export const networksFeature: Feature = { name: 'networks', addTo: consoleNetworksPages };
