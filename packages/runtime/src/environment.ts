import type { Environment } from './read-config.ts';

/** The process's environment: the one place in packages and services that touches `process.env`. */
export function processEnvironment(): Environment {
  return process.env;
}
