import { memoryStoreFault } from '@onecampus/ephemeral';
import type { Environment } from '@onecampus/runtime';

/**
 * What is fine on a developer's machine and refused with `NODE_ENV=production`: short-lived facts in one process's memory,
 * and addresses without TLS. For `readConfig`, so that they are listed with all other faults.
 */
export function productionFaults(...httpsSettings: readonly string[]): (environment: Environment) => string[] {
  return (environment) => {
    if (environment['NODE_ENV'] !== 'production') return [];
    const memory = memoryStoreFault({
      NODE_ENV: 'production',
      REDIS_URL: environment['REDIS_URL'] || environment['REDIS_URL_FILE'],
    });
    const insecure = httpsSettings
      .filter((name) => !(environment[name] ?? '').startsWith('https://'))
      .map((name) => `${name}: must be an https:// URL in production`);
    return memory === undefined ? insecure : [memory, ...insecure];
  };
}
