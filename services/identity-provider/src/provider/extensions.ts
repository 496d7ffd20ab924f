import type { EngineExtension } from './extension.ts';
import { accessTokensExtension } from './extensions/access-tokens.ts';
import { againExtension } from './extensions/again.ts';
import { claimsExtension } from './extensions/claims.ts';
import { clientSecrets } from './extensions/client-secrets.ts';
import { clientStates } from './extensions/client-states.ts';
import { deviceExtension } from './extensions/device.ts';
import { devicesExtension } from './extensions/devices.ts';
import { dpopExtension } from './extensions/dpop.ts';
import { fapiExtension } from './extensions/fapi.ts';
import { jarExtension } from './extensions/jar.ts';
import { keptAnswersExtension } from './extensions/kept-answers.ts';
import { keyWatch } from './extensions/key-watch.ts';
import { knownClientsExtension } from './extensions/known-clients.ts';
import { pairwiseExtension } from './extensions/pairwise.ts';
import { pkceExtension } from './extensions/pkce.ts';
import { refreshWindowExtension } from './extensions/refresh-window.ts';
import { registrationExtension } from './extensions/registration.ts';
import { sessionEndsExtension } from './extensions/session-ends.ts';
import { stepUpExtension } from './extensions/step-up.ts';
import { traceExtension } from './extensions/trace.ts';

/** In the order in which they are applied. */
export const extensions: readonly EngineExtension[] = [
  claimsExtension,
  pairwiseExtension,
  pkceExtension,
  accessTokensExtension,
  knownClientsExtension,
  refreshWindowExtension,
  stepUpExtension,
  deviceExtension,
  dpopExtension,
  jarExtension,
  fapiExtension,
  registrationExtension,
  sessionEndsExtension,
  devicesExtension,
  clientSecrets,
  clientStates,
  traceExtension,
  keyWatch,
  keptAnswersExtension,
  againExtension,
];
