import { z } from 'zod';

/** Building blocks for a service's `config.ts`: each reads one environment variable's text. */
export const settings = {
  port: (fallback: number) => z.coerce.number('must be a port number').int().min(0).max(65_535).default(fallback),
  url: () => z.url({ protocol: /^https?$/, error: 'must be an http(s) URL' }),
  postgresUrl: () => z.string('is missing').regex(/^postgres(ql)?:\/\//, 'must be a postgres:// URL'),
  redisUrl: () => z.string().regex(/^rediss?:\/\//, 'must be a redis:// URL'),
  /** A secret of at least 32 random bytes, written as base64 or base64url. */
  key256: () =>
    z
      .string('is missing')
      .transform((text) => Buffer.from(text, 'base64url'))
      .refine((key) => key.length === 32, 'must be 32 bytes in base64url'),
  secret: () => z.string('is missing').min(24, 'must have at least 24 characters'),
  integer: (fallback: number, min: number, max: number) => z.coerce.number().int().min(min).max(max).default(fallback),
  flag: (fallback: boolean) =>
    z
      .enum(['true', 'false'])
      .default(fallback ? 'true' : 'false')
      .transform((text) => text === 'true'),
  choice: <const Values extends readonly [string, ...string[]]>(values: Values, fallback: Values[number]) =>
    z.enum(values).default(fallback as never),
  list: () =>
    z
      .string()
      .default('')
      .transform((text) =>
        text
          .split(',')
          .map((part) => part.trim())
          .filter((part) => part !== ''),
      ),
} as const;

/** Settings that every service has. `NODE_ENV=production` turns the refusals of unsafe choices on. */
export const commonSettings = {
  /** `production` refuses what is fine on a developer's machine: a store in memory, addresses without TLS. */
  NODE_ENV: z.enum(['production', 'development', 'test']).default('development'),
  /** The least severe lines that are written. */
  CAMPUS_LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
  /** The address on which the service and its metrics listen. */
  CAMPUS_HOST: z.string().default('127.0.0.1'),
  /** Addresses or networks of proxies whose X-Forwarded-* headers are believed, with commas; empty: nobody's. */
  CAMPUS_TRUST_PROXY: settings.list(),
  /** For how long /readyz says 503 before we stop listening at SIGTERM: what your balancer needs to notice. */
  CAMPUS_DRAIN_NOTICE_MS: settings.integer(0, 0, 5_000),
  /** Where short-lived facts are kept; without it in this process's memory, which allows one instance only. */
  REDIS_URL: settings.redisUrl().optional(),
} as const;
