import { productionFaults } from '@onecampus/http';
import { commonSettings, type Environment, readConfig, settings } from '@onecampus/runtime';
import { type KeyEncryptionKey, keyEncryptionKey, type RotationTimes } from '@onecampus/tokens';
import { z } from 'zod';
import type { MailSettings } from './mail/transport.ts';
import { readAnchors, type TrustAnchor } from './openid-federation/anchors.ts';
import type { ServiceUrls } from './provider/resource-servers.ts';
import { isNetwork, type OutgoingPolicy } from './rules/outgoing-address.ts';

const day_seconds = 86_400;

/** Settings of the identity provider, by their environment variables. A secret `X` may come by file as `X_FILE`. */
export const settingsShape = {
  ...commonSettings,
  DATABASE_URL: settings.postgresUrl(),
  /** Where people and applications reach us; the `iss` of every token. */
  CAMPUS_ISSUER: settings.url().default('http://localhost:4000'),
  CAMPUS_PORT: settings.port(4000),
  /** The port + 1000 where it is not given. */
  CAMPUS_METRICS_PORT: z.coerce.number('must be a port number').int().min(0).max(65_535).optional(),
  /** Audiences of the access tokens for the other services' APIs. */
  CAMPUS_REGISTRAR_URL: settings.url().default('http://localhost:4010'),
  CAMPUS_CARD_ISSUER_URL: settings.url().default('http://localhost:4020'),
  CAMPUS_ACCESS_CHECKER_URL: settings.url().default('http://localhost:4030'),
  /** 32 bytes in base64url that seal the secrets in the database. */
  KEY_ENCRYPTION_KEY: settings.key256(),
  /** While one key takes the place of another: the other one, which opens too and seals when it is told to. */
  KEY_ENCRYPTION_KEY_NEXT: settings.key256().optional(),
  /** The secret of the client `operator`: 256 random bits, since only its SHA-256 is kept. */
  OPERATOR_CLIENT_SECRET: settings.secret().min(43, 'must be at least 43 characters: 32 random bytes in base64url'),
  /** Networks, besides the internet, to which back-channel logout may go: `10.20.0.0/16,fd00:1::/32`. */
  CAMPUS_OUTGOING_NETWORKS: settings.list(),
  /** Whether administrators have to come with a passkey; a sample consortium, whose people have none yet, says `no`. */
  CAMPUS_CONSOLE_PASSKEYS: z.enum(['required', 'no']).default('required'),
  /** The mail server that takes our letters: `smtps://user:password@host:465`; without it nothing is mailed. */
  CAMPUS_SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\//, 'must be an smtp:// or smtps:// URL')
    .optional(),
  /** Where letters are written as files instead, for a start on one's own machine. */
  CAMPUS_MAIL_FOLDER: z.string().min(1).optional(),
  CAMPUS_MAIL_FROM: z.email('must be an e-mail address').default('no-reply@campus.invalid'),
  /** From the second approval of a recovery in person until it takes effect. */
  CAMPUS_RECOVERY_HOURS: settings.integer(24, 0, 720),
  /** The same for people who hold a role at a university. */
  CAMPUS_RECOVERY_STAFF_HOURS: settings.integer(72, 0, 720),
  /** Entities above us in an OpenID Federation: our `authority_hints`. */
  CAMPUS_FEDERATION_SUPERIORS: settings.list(),
  /** Further trust anchors besides ourselves, with their keys: JSON `[{"entity_id": …, "jwks": {"keys": […]}}]`. */
  CAMPUS_FEDERATION_ANCHORS: z.string().default('[]'),
  /** Networks that are never called, whatever a university opens: where our own database and its like stand. */
  CAMPUS_FORBIDDEN_NETWORKS: settings.list(),
  CAMPUS_DATABASE_POOL_MAX: settings.integer(10, 1, 200),
  /** Worker threads for password hashes; 0 means one per core. */
  CAMPUS_PASSWORD_THREADS: settings.integer(0, 0, 64),
  CAMPUS_PASSWORD_QUEUE_MAX: settings.integer(200, 1, 10_000),
  /** Failed sign-ins from one address in five minutes. */
  CAMPUS_SIGN_IN_SOURCE_FAILURES_MAX: settings.integer(1_000, 1, 1_000_000),
  /** A session ends so long after its sign-in at the latest, however often it is used; until then after 12 hours of silence. */
  CAMPUS_SESSION_DAYS_MAX: settings.integer(30, 1, 365),
  /** From publishing a signing key to using it; relying parties keep our JWKS up to a day. */
  CAMPUS_KEY_PUBLISH_SECONDS: settings.integer(2 * day_seconds, 0, 60 * day_seconds),
  /** A published key that not every application has fetched by then signs all the same. */
  CAMPUS_KEY_DEADLINE_SECONDS: settings.integer(7 * day_seconds, 0, 120 * day_seconds),
  /** From the last signature to withdrawal; not shorter than the longest-lived token, an hour. */
  CAMPUS_KEY_RETIRE_SECONDS: settings.integer(day_seconds, 3_600, 60 * day_seconds),
  /** How long a key signs before its successor is published; 0 = never by itself. */
  CAMPUS_KEY_SIGN_SECONDS: settings.integer(90 * day_seconds, 0, 1_000 * day_seconds),
} as const;

export type Config = {
  readonly production: boolean;
  readonly logLevel: string;
  readonly host: string;
  readonly port: number;
  readonly metricsPort: number | undefined;
  readonly drain_notice_ms: number;
  readonly trustProxy: readonly string[];
  readonly databaseUrl: string;
  readonly databasePoolMax: number;
  readonly redisUrl: string | undefined;
  readonly issuer: string;
  readonly serviceUrls: ServiceUrls;
  readonly keyEncryptionKeys: readonly [KeyEncryptionKey, ...KeyEncryptionKey[]];
  readonly operatorClientSecret: string;
  readonly outgoing: OutgoingPolicy;
  readonly consoleNeedsPasskey: boolean;
  readonly federationSuperiors: readonly string[];
  readonly federationAnchors: readonly TrustAnchor[];
  readonly mail: MailSettings;
  /** Hours between the approval of a recovery in person and its effect. */
  readonly recoveryHours: { readonly people: number; readonly staff: number };
  readonly passwordThreads: number | undefined;
  readonly passwordQueueMax: number;
  readonly signInSourceFailuresMax: number;
  /** From the sign-in to the absolute end of its session. */
  readonly session_seconds_max: number;
  readonly keyTimes: RotationTimes;
};

/** Reads the configuration and lists every fault at once, those between two settings included. */
export function readIdentityProviderConfig(environment: Environment): Config {
  const values = readConfig(settingsShape, environment, ownFaults);
  const production = values.NODE_ENV === 'production';
  return {
    production,
    logLevel: values.CAMPUS_LOG_LEVEL,
    host: values.CAMPUS_HOST,
    port: values.CAMPUS_PORT,
    metricsPort: values.CAMPUS_METRICS_PORT,
    drain_notice_ms: values.CAMPUS_DRAIN_NOTICE_MS,
    trustProxy: values.CAMPUS_TRUST_PROXY,
    databaseUrl: values.DATABASE_URL,
    databasePoolMax: values.CAMPUS_DATABASE_POOL_MAX,
    redisUrl: values.REDIS_URL,
    issuer: values.CAMPUS_ISSUER.replace(/\/+$/, ''),
    serviceUrls: {
      'identity-provider': values.CAMPUS_ISSUER,
      registrar: values.CAMPUS_REGISTRAR_URL,
      'card-issuer': values.CAMPUS_CARD_ISSUER_URL,
      'access-checker': values.CAMPUS_ACCESS_CHECKER_URL,
    },
    keyEncryptionKeys: [
      keyEncryptionKey(values.KEY_ENCRYPTION_KEY),
      ...(values.KEY_ENCRYPTION_KEY_NEXT === undefined ? [] : [keyEncryptionKey(values.KEY_ENCRYPTION_KEY_NEXT)]),
    ],
    operatorClientSecret: values.OPERATOR_CLIENT_SECRET,
    outgoing: {
      allowedNetworks: values.CAMPUS_OUTGOING_NETWORKS,
      forbiddenNetworks: values.CAMPUS_FORBIDDEN_NETWORKS,
      loopback: !production,
    },
    federationSuperiors: values.CAMPUS_FEDERATION_SUPERIORS,
    federationAnchors: readAnchors(values.CAMPUS_FEDERATION_ANCHORS) ?? [],
    consoleNeedsPasskey: values.CAMPUS_CONSOLE_PASSKEYS === 'required',
    mail: {
      smtpUrl: values.CAMPUS_SMTP_URL,
      folder: values.CAMPUS_MAIL_FOLDER,
      from: values.CAMPUS_MAIL_FROM,
      tlsRequired: production,
    },
    recoveryHours: { people: values.CAMPUS_RECOVERY_HOURS, staff: values.CAMPUS_RECOVERY_STAFF_HOURS },
    passwordThreads: values.CAMPUS_PASSWORD_THREADS || undefined,
    passwordQueueMax: values.CAMPUS_PASSWORD_QUEUE_MAX,
    signInSourceFailuresMax: values.CAMPUS_SIGN_IN_SOURCE_FAILURES_MAX,
    session_seconds_max: values.CAMPUS_SESSION_DAYS_MAX * day_seconds,
    keyTimes: {
      publishSeconds: values.CAMPUS_KEY_PUBLISH_SECONDS,
      deadlineSeconds: values.CAMPUS_KEY_DEADLINE_SECONDS,
      retireSeconds: values.CAMPUS_KEY_RETIRE_SECONDS,
      signSeconds: values.CAMPUS_KEY_SIGN_SECONDS,
    },
  };
}

/** Faults between settings, and what is fine on a developer's machine and refused in production. */
function ownFaults(environment: Environment): string[] {
  const faults = productionFaults('CAMPUS_ISSUER')(environment);
  for (const setting of ['CAMPUS_OUTGOING_NETWORKS', 'CAMPUS_FORBIDDEN_NETWORKS']) {
    for (const network of (environment[setting] ?? '').split(',')) {
      if (network.trim() !== '' && !isNetwork(network.trim()))
        faults.push(`${setting}: "${network.trim()}" is not a network such as 10.20.0.0/16`);
    }
  }
  if (readAnchors(environment['CAMPUS_FEDERATION_ANCHORS'] ?? '[]') === undefined) {
    faults.push('CAMPUS_FEDERATION_ANCHORS: must be a JSON list of {"entity_id", "jwks": {"keys"}}');
  }
  if (environment['NODE_ENV'] !== 'production') return faults;
  if (environment['CAMPUS_CONSOLE_PASSKEYS'] === 'no') {
    faults.push('CAMPUS_CONSOLE_PASSKEYS: administrators come with a passkey in production');
  }
  if ((environment['CAMPUS_SMTP_URL'] || environment['CAMPUS_SMTP_URL_FILE']) && !environment['CAMPUS_MAIL_FROM']) {
    faults.push('CAMPUS_MAIL_FROM: must be given where letters are sent');
  }
  if (environment['CAMPUS_MAIL_FOLDER']) {
    faults.push('CAMPUS_MAIL_FOLDER: letters that open accounts are not kept as files in production');
  }
  for (const [name, hours_min] of [
    ['CAMPUS_RECOVERY_HOURS', 24],
    ['CAMPUS_RECOVERY_STAFF_HOURS', 72],
  ] as const) {
    if (Number(environment[name] ?? hours_min) < hours_min)
      faults.push(`${name}: is at least ${hours_min} in production: who is robbed of an account needs time to say so`);
  }
  if (/sample|example|change.?me|test/i.test(environment['OPERATOR_CLIENT_SECRET'] ?? '')) {
    faults.push('OPERATOR_CLIENT_SECRET: is a known sample value and is refused in production');
  }
  if (!environment['CAMPUS_TRUST_PROXY']) {
    faults.push('CAMPUS_TRUST_PROXY: must name the proxy that ends TLS; without it no Secure cookie can be set');
  }
  return faults;
}
