import { ConfigFault, commonSettings, type Environment, readConfig, settings } from '@onecampus/runtime';
import { audienceOf } from '@onecampus/tokens';
import type { JWK } from 'jose';
import { z } from 'zod';

/** The terminal's own key: a private P-256 JWK as JSON. */
const privateJwk = z.string('is missing').transform((text, context): JWK => {
  try {
    const { kty, crv, x, y, d } = JSON.parse(text) as Record<string, unknown>;
    if (kty === 'EC' && crv === 'P-256' && [x, y, d].every((part) => typeof part === 'string')) {
      return { kty, crv, x, y, d } as JWK;
    }
  } catch {
    // Falls through to the one fault there is: what stands in the setting must not be repeated in a message.
  }
  context.addIssue('must be a private P-256 key as JSON Web Key');
  return z.NEVER;
});

/** Every setting of a gate terminal, by the name of its environment variable. */
export const settingsShape = {
  ...commonSettings,
  CAMPUS_PORT: settings.port(4040),
  CAMPUS_METRICS_PORT: z.coerce.number('must be a port number').int().min(0).max(65_535).optional(),
  CAMPUS_PUBLIC_URL: settings.url().default('http://localhost:4040'),
  CAMPUS_CHECKER_URL: settings.url().default('http://localhost:4030'),
  /** What the checker calls itself in tokens, where that is not the address under which we reach it. */
  CAMPUS_CHECKER_AUDIENCE: settings.url().optional(),
  CAMPUS_TERMINAL_ID: z.uuid('must be the id that the checker gave at enrolment'),
  CAMPUS_TERMINAL_KEY: privateJwk,
  /** Slug of the zone that the terminal was enrolled for. */
  CAMPUS_ZONE: z.string('is missing').regex(/^[a-z0-9][a-z0-9-]{1,62}$/, 'must be the slug of a zone'),
  /** What the screen says of itself, e.g. «Вход со двора». */
  CAMPUS_TERMINAL_TITLE: z.string().max(100).default(''),
  CAMPUS_DIRECTION: settings.choice(['enter', 'exit'], 'enter'),
  CAMPUS_JOURNAL_FOLDER: z.string().min(1).default('.data/gate-terminal'),
} as const;

export interface Config {
  readonly host: string;
  readonly port: number;
  readonly metricsPort: number | undefined;
  readonly drain_notice_ms: number;
  readonly checkerUrl: string;
  readonly checkerAudience: string;
  readonly terminalId: string;
  readonly terminalKey: JWK;
  readonly zone: string;
  readonly title: string;
  readonly direction: 'enter' | 'exit';
  readonly journalFolder: string;
  readonly logLevel: string;
  readonly trustProxy: readonly string[];
  readonly secure: boolean;
}

/** Reads the configuration; throws `ConfigFault` with every fault at once. */
export function readGateTerminalConfig(environment: Environment): Config {
  const values = readConfig(settingsShape, environment);
  if (values.NODE_ENV === 'production' && !values.CAMPUS_CHECKER_URL.startsWith('https:')) {
    throw new ConfigFault(['CAMPUS_CHECKER_URL: must be an https:// URL in production']);
  }
  return {
    host: values.CAMPUS_HOST,
    port: values.CAMPUS_PORT,
    metricsPort: values.CAMPUS_METRICS_PORT,
    drain_notice_ms: values.CAMPUS_DRAIN_NOTICE_MS,
    checkerUrl: values.CAMPUS_CHECKER_URL.replace(/\/+$/, ''),
    checkerAudience: audienceOf(values.CAMPUS_CHECKER_AUDIENCE ?? values.CAMPUS_CHECKER_URL),
    terminalId: values.CAMPUS_TERMINAL_ID,
    terminalKey: values.CAMPUS_TERMINAL_KEY,
    zone: values.CAMPUS_ZONE,
    title: values.CAMPUS_TERMINAL_TITLE,
    direction: values.CAMPUS_DIRECTION as 'enter' | 'exit',
    journalFolder: values.CAMPUS_JOURNAL_FOLDER,
    logLevel: values.CAMPUS_LOG_LEVEL,
    trustProxy: values.CAMPUS_TRUST_PROXY,
    secure: values.CAMPUS_PUBLIC_URL.startsWith('https:'),
  };
}
