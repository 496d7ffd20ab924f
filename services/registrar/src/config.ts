import { isPublicKey } from '@onecampus/audit-chain';
import { productionFaults } from '@onecampus/http';
import { commonSettings, type Environment, readConfig, settings } from '@onecampus/runtime';
import { z } from 'zod';

const gibibyte = 1_024 ** 3;

export const settingsShape = {
  ...commonSettings,
  CAMPUS_PORT: settings.port(4010),
  CAMPUS_METRICS_PORT: z.coerce.number('must be a port number').int().min(0).max(65_535).optional(),
  CAMPUS_PUBLIC_URL: settings.url().default('http://localhost:4010'),
  CAMPUS_ISSUER: settings.url().default('http://localhost:4000'),
  CAMPUS_CLIENT_ID: z.string('is missing').min(1, 'is missing'),
  CAMPUS_CLIENT_SECRET: settings.secret(),
  CAMPUS_SESSION_SECRET: settings.secret(),
  DATABASE_URL: settings.postgresUrl(),
  /** The key under which national numbers are hashed. With another key nobody is recognised by theirs any more. */
  CAMPUS_NATIONAL_NUMBER_KEY: settings.key256(),
  /** Wraps the data keys of people's records and marks the identifiers of erased ones. Without it their history is unreadable. */
  CAMPUS_DATA_KEY: settings.key256(),
  /** Seed of the Ed25519 key that signs checkpoints of the audit chains (RFC 8032). */
  CAMPUS_AUDIT_KEY: settings.key256(),
  /** Public keys, with commas, that signed checkpoints before: 43 characters of base64url each. */
  CAMPUS_AUDIT_RETIRED_KEYS: settings.list().refine((keys) => keys.every(isPublicKey), 'must be Ed25519 public keys'),
  /** A chain with new entries gets its next checkpoint after this time, or sooner after a thousand entries. */
  CAMPUS_AUDIT_CHECKPOINT_MINUTES: settings.integer(5, 1, 1_440),
  /** The sample consortium: seed of a witness key for every university, so that counter-signing can be seen. Not in production. */
  CAMPUS_AUDIT_SAMPLE_WITNESSES: settings.key256().optional(),
  /** Seed of the Ed25519 key that signs security event tokens (RFC 8417). */
  CAMPUS_EVENTS_KEY: settings.key256(),
  /** The largest roll file that is taken. */
  CAMPUS_ROLL_BYTES_MAX: settings.integer(2 * gibibyte, 1_024, 64 * gibibyte),
  /** Imports that compare or write at the same moment, each on a connection of its own; others wait in line. */
  CAMPUS_IMPORTS_AT_ONCE: settings.integer(4, 1, 100),
  /** How long the rows of an import wait for somebody to confirm it. */
  CAMPUS_ROWS_KEPT_HOURS: settings.integer(7 * 24, 1, 24 * 90),
  /** Folder with a folder for each university and, in it, one for each source; files that are put there come in. */
  CAMPUS_WATCH_FOLDER: z.string().min(1).optional(),
  /** A file there is complete when it has not changed for this long; a marker (`roll.csv.done`) makes it so at once. */
  CAMPUS_WATCH_STILL_SECONDS: settings.integer(60, 1, 86_400),
  /** What one SCIM token may ask in a minute; Entra ID needs 1,500 (25 a second). */
  CAMPUS_SCIM_REQUESTS_A_MINUTE: settings.integer(6_000, 1_500, 1_000_000),
} as const;

export type Config = z.infer<z.ZodObject<typeof settingsShape>>;

/** The registrar's settings. @throws ConfigFault with every fault, those of an unsafe production set-up included. */
export function registrarConfig(environment: Environment): Config {
  const unsafe = productionFaults('CAMPUS_PUBLIC_URL', 'CAMPUS_ISSUER');
  return readConfig(settingsShape, environment, (given) => [...unsafe(given), ...witnessFaults(given)]);
}

/** Who is witnessed must not hold the witnesses' keys. */
function witnessFaults(environment: Environment): string[] {
  const name = 'CAMPUS_AUDIT_SAMPLE_WITNESSES';
  const set = environment[name] || environment[`${name}_FILE`];
  return environment['NODE_ENV'] === 'production' && set
    ? [`${name}: is for the sample consortium; in production each university witnesses with its own key`]
    : [];
}
