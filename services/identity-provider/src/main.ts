import { processEnvironment, runService } from '@onecampus/runtime';
import { readIdentityProviderConfig } from './config.ts';
import { startIdentityProvider } from './start.ts';

await runService(() => startIdentityProvider(readIdentityProviderConfig(processEnvironment())));
