import { productionFaults } from '@onecampus/http';
import { commonSettings, type Environment, readConfig, settings } from '@onecampus/runtime';
import { z } from 'zod';

export const settingsShape = {
  ...commonSettings,
  CAMPUS_PORT: settings.port(4020),
  CAMPUS_METRICS_PORT: z.coerce.number('must be a port number').int().min(0).max(65_535).optional(),
  CAMPUS_PUBLIC_URL: settings.url(),
  CAMPUS_ISSUER: settings.url(),
  CAMPUS_CLIENT_ID: z.string('is missing').min(1),
  CAMPUS_CLIENT_SECRET: settings.secret(),
  CAMPUS_SESSION_SECRET: settings.secret(),
  DATABASE_URL: settings.postgresUrl(),
} as const;

export type Config = z.infer<z.ZodObject<typeof settingsShape>>;

/** The card issuer's settings. @throws ConfigFault with every fault, those of an unsafe production set-up included. */
export function cardIssuerConfig(environment: Environment): Config {
  return readConfig(settingsShape, environment, productionFaults('CAMPUS_PUBLIC_URL', 'CAMPUS_ISSUER'));
}
