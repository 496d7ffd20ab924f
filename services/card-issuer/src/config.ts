import { productionFaults } from '@onecampus/http';
import { commonSettings, type Environment, readConfig, settings } from '@onecampus/runtime';
import { z } from 'zod';
import { sip2Faults } from './sip2/sip2-faults.ts';

/** 0 is any free port. */
const machinePort = z.coerce.number('must be a port number').int().min(0).max(65_535);

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
  /** For how many days after its holder's last affiliation a card can still come back to life; then it is closed for good. */
  CAMPUS_CARD_GRACE_DAYS: settings.integer(30, 0, 3_650),
  /** The key, kept outside of the database, without which nobody can try a reader's PIN; 32 bytes in base64url. Without one there are no PINs. */
  CAMPUS_PIN_PEPPER: settings.key256().optional(),
  /** The pepper of before: PINs made with it are made anew when they are next used. */
  CAMPUS_PIN_PEPPER_BEFORE: settings.key256().optional(),
  /** The port for library machines that speak SIP2 in the clear (6001 is usual); without it there is none. */
  CAMPUS_SIP2_PORT: machinePort.optional(),
  /** The address of that port. In production one of this machine or of a private network: SIP2 sends PINs as they are. */
  CAMPUS_SIP2_HOST: z.string().default('127.0.0.1'),
  /** The port for library machines that speak SIP2 over TLS (6002 is usual). */
  CAMPUS_SIP2_TLS_PORT: machinePort.optional(),
  /** The address of that port. */
  CAMPUS_SIP2_TLS_HOST: z.string().default('127.0.0.1'),
  /** The certificate of that port with those that it rests on, PEM. */
  CAMPUS_SIP2_TLS_CERTIFICATE: z.string().optional(),
  /** The private key of that certificate, PEM. */
  CAMPUS_SIP2_TLS_KEY: z.string().optional(),
  /** Authorities whose client certificates are believed, PEM; with it machines may be asked for one. */
  CAMPUS_SIP2_TLS_CLIENT_CA: z.string().optional(),
  /** Connections of library machines in all; one more is closed at once. */
  CAMPUS_SIP2_CONNECTIONS_MAX: settings.integer(4_000, 1, 60_000),
} as const;

export type Config = z.infer<z.ZodObject<typeof settingsShape>>;

/** The card issuer's settings. @throws ConfigFault with every fault, those of an unsafe production set-up included. */
export function cardIssuerConfig(environment: Environment): Config {
  const ofProduction = productionFaults('CAMPUS_PUBLIC_URL', 'CAMPUS_ISSUER');
  return readConfig(settingsShape, environment, (given) => [...ofProduction(given), ...sip2Faults(given)]);
}
