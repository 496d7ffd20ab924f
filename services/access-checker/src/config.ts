import { productionFaults } from '@onecampus/http';
import { commonSettings, type Environment, readConfig, settings } from '@onecampus/runtime';
import { z } from 'zod';

/** Every setting of this service, by the name of its environment variable. */
export const settingsShape = {
  ...commonSettings,
  CAMPUS_PORT: settings.port(4030),
  CAMPUS_METRICS_PORT: z.coerce.number('must be a port number').int().min(0).max(65_535).optional(),
  CAMPUS_PUBLIC_URL: settings.url().default('http://localhost:4030'),
  CAMPUS_ISSUER: settings.url().default('http://localhost:4000'),
  DATABASE_URL: settings.postgresUrl(),
  CAMPUS_CLIENT_ID: z.string('is missing').min(1),
  CAMPUS_CLIENT_SECRET: settings.secret(),
  CAMPUS_SESSION_SECRET: settings.secret(),
  /** The key under which card numbers stand in passages. Another key makes old passages of a card unfindable. */
  CAMPUS_CARD_HMAC_KEY: settings.key256(),
  /** Events that may wait for the database; when so many wait, gates get 503 and decide for themselves. */
  CAMPUS_PASSAGES_WAITING_MAX: settings.integer(20_000, 1, 1_000_000),
  CAMPUS_PASSAGE_RETENTION_DAYS: settings.integer(90, 1, 3_650),
} as const;

export interface Config {
  readonly host: string;
  readonly port: number;
  readonly metricsPort: number | undefined;
  readonly drain_notice_ms: number;
  readonly publicUrl: string;
  readonly issuer: string;
  readonly databaseUrl: string;
  readonly redisUrl: string | undefined;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly sessionSecret: string;
  readonly cardHmacKey: Buffer;
  readonly passages_waiting_max: number;
  readonly passage_retention_days: number;
  readonly logLevel: string;
  readonly trustProxy: readonly string[];
  /** People reach us over TLS. */
  readonly secure: boolean;
}

/** Reads the configuration; throws `ConfigFault` with every fault at once. */
export function readAccessCheckerConfig(environment: Environment): Config {
  const values = readConfig(settingsShape, environment, productionFaults('CAMPUS_PUBLIC_URL', 'CAMPUS_ISSUER'));
  return {
    host: values.CAMPUS_HOST,
    port: values.CAMPUS_PORT,
    metricsPort: values.CAMPUS_METRICS_PORT,
    drain_notice_ms: values.CAMPUS_DRAIN_NOTICE_MS,
    publicUrl: values.CAMPUS_PUBLIC_URL.replace(/\/+$/, ''),
    issuer: values.CAMPUS_ISSUER.replace(/\/+$/, ''),
    databaseUrl: values.DATABASE_URL,
    redisUrl: values.REDIS_URL,
    clientId: values.CAMPUS_CLIENT_ID,
    clientSecret: values.CAMPUS_CLIENT_SECRET,
    sessionSecret: values.CAMPUS_SESSION_SECRET,
    cardHmacKey: values.CAMPUS_CARD_HMAC_KEY,
    passages_waiting_max: values.CAMPUS_PASSAGES_WAITING_MAX,
    passage_retention_days: values.CAMPUS_PASSAGE_RETENTION_DAYS,
    logLevel: values.CAMPUS_LOG_LEVEL,
    trustProxy: values.CAMPUS_TRUST_PROXY,
    secure: values.CAMPUS_PUBLIC_URL.startsWith('https:'),
  };
}
