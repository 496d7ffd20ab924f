import type { Feature } from './feature.ts';
import { accountFeature } from './features/account.ts';
import { casFeature } from './features/cas.ts';
import { clientsFeature } from './features/clients.ts';
import { consoleFeature } from './features/console.ts';
import { doctorFeature } from './features/doctor.ts';
import { factorsFeature } from './features/factors.ts';
import { federationFeature } from './features/federation.ts';
import { keysFeature } from './features/keys.ts';
import { logoutFeature } from './features/logout.ts';
import { networksFeature } from './features/networks.ts';
import { newcomersFeature } from './features/newcomers.ts';
import { protocolFeature } from './features/protocol.ts';
import { releasesFeature } from './features/releases.ts';
import { samlFeature } from './features/saml.ts';
import { signInFeature } from './features/sign-in.ts';
import { upstreamFeature } from './features/upstream.ts';

/** Everything that the identity provider is, in the order in which requests meet it. */
export const features: readonly Feature[] = [
  protocolFeature,
  signInFeature,
  upstreamFeature,
  logoutFeature,
  accountFeature,
  releasesFeature,
  factorsFeature,
  consoleFeature,
  clientsFeature,
  doctorFeature,
  keysFeature,
  federationFeature,
  networksFeature,
  casFeature,
  samlFeature,
  newcomersFeature,
];
