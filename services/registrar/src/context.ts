import { createHmac } from 'node:crypto';
import { connect } from '@onecampus/database';
import { acrossUniversities, feedWaker, findPersonIdByReference, listRolesOfPerson } from '@onecampus/directory';
import { type Ephemeral, openEphemeral } from '@onecampus/ephemeral';
import {
  type BearerAccess,
  type createApp,
  type SecondSignIn,
  type StaffSignIn,
  secondSignIn,
  staffSignIn,
} from '@onecampus/http';
import {
  createLogger,
  createMetrics,
  type Logger,
  type Metrics,
  randomReference,
  randomToken,
  systemClock,
  uuidv7,
} from '@onecampus/runtime';
import { audienceOf, remoteJwks } from '@onecampus/tokens';
import { type AuditRegistry, chainKeys } from './chain-keys.ts';
import type { Config } from './config.ts';
import { type EventSigner, eventSigner } from './event-tokens/sign-event.ts';
import { importsUnderWay } from './imports-under-way.ts';

/** The express application, named without a word of express. */
export type App = ReturnType<typeof createApp>;

export interface Context extends AuditRegistry {
  readonly config: Config;
  readonly ephemeral: Ephemeral;
  readonly log: Logger;
  readonly metrics: Metrics;
  readonly access: BearerAccess;
  readonly events: EventSigner;
  /** A bearer value of 256 random bits. */
  readonly newToken: () => string;
  readonly staff: StaffSignIn;
  /** How somebody shows that a second account is his as well. */
  readonly second: SecondSignIn;
  /** TLS in front of us: cookies are Secure and HSTS is sent. */
  readonly secure: boolean;
  ready(): Promise<void>;
  close(): Promise<void>;
}

/** An import that finds all places taken waits this long for one. */
const import_wait_ms = 60_000;

/** Opens everything that the service holds; nothing is connected before it is first needed. */
export function openContext(config: Config): Context {
  const log = createLogger({ service: 'registrar', level: config.CAMPUS_LOG_LEVEL });
  const db = connect({ url: config.DATABASE_URL, applicationName: 'registrar' });
  const importDb = connect({
    url: config.DATABASE_URL,
    applicationName: 'registrar imports',
    poolMax: config.CAMPUS_IMPORTS_AT_ONCE,
    acquire_timeout_ms: import_wait_ms,
  });
  // One prefix for all services: they wake each other through it.
  const ephemeral = openEphemeral({ redisUrl: config.REDIS_URL, prefix: 'campus' });
  const publicUrl = audienceOf(config.CAMPUS_PUBLIC_URL);
  const issuer = config.CAMPUS_ISSUER;
  const secure = publicUrl.startsWith('https:');
  const clock = systemClock;
  const signIn = {
    issuer,
    clientId: config.CAMPUS_CLIENT_ID,
    clientSecret: config.CAMPUS_CLIENT_SECRET,
    publicUrl,
    ephemeral,
    log,
    clock,
    secure,
    cookieName: 'registrar',
  };
  const second = secondSignIn(signIn);
  return {
    config,
    db,
    importDb,
    ephemeral,
    log,
    metrics: createMetrics('registrar'),
    clock,
    secure,
    imports: importsUnderWay(clock),
    waker: feedWaker(db, ephemeral, log),
    newId: uuidv7,
    newReference: randomReference,
    markNationalNumber: (digits) =>
      createHmac('sha256', config.CAMPUS_NATIONAL_NUMBER_KEY).update(digits).digest('hex'),
    dataKey: config.CAMPUS_DATA_KEY,
    newToken: randomToken,
    events: eventSigner(publicUrl, config.CAMPUS_EVENTS_KEY),
    chainKeys: chainKeys({
      seed: config.CAMPUS_AUDIT_KEY,
      retired: config.CAMPUS_AUDIT_RETIRED_KEYS,
      sampleWitnesses: config.CAMPUS_AUDIT_SAMPLE_WITNESSES,
    }),
    access: { issuer, audience: publicUrl, jwks: remoteJwks(`${audienceOf(issuer)}/jwks`), clock },
    second,
    staff: staffSignIn({
      ...signIn,
      sessionSecret: config.CAMPUS_SESSION_SECRET,
      otherCallback: second.callback,
      load: (subject) =>
        acrossUniversities(db, async (tx) => {
          const personId = await findPersonIdByReference(tx, subject);
          return personId === undefined ? undefined : { personId, roles: await listRolesOfPerson(tx, personId) };
        }),
    }),
    ready: async () => {
      await db.raw('select 1');
    },
    close: async () => {
      await ephemeral.close();
      await Promise.all([db.destroy(), importDb.destroy()]);
    },
  };
}
