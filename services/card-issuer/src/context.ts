import { connect } from '@onecampus/database';
import { feedWaker, findPersonIdByReference, listRolesOfPerson } from '@onecampus/directory';
import { type Ephemeral, openEphemeral, type RateLimiter, rateLimiter } from '@onecampus/ephemeral';
import { type BearerAccess, type createApp, type StaffSignIn, staffSignIn } from '@onecampus/http';
import { drawCardNumber } from '@onecampus/pass-codes';
import {
  createLogger,
  createMetrics,
  type Logger,
  type Metrics,
  randomDigits,
  systemClock,
  uuidv7,
} from '@onecampus/runtime';
import { audienceOf, remoteJwks } from '@onecampus/tokens';
import type { Config } from './config.ts';
import { createTurns } from './in-turn.ts';
import { pepperOf } from './rules/pin.ts';
import type { SipDesk } from './sip-desk.ts';

/** The express application, named without a word of express. */
export type App = ReturnType<typeof createApp>;

export interface Context extends SipDesk {
  readonly config: Config;
  readonly ephemeral: Ephemeral;
  readonly log: Logger;
  readonly metrics: Metrics;
  readonly access: BearerAccess;
  readonly staff: StaffSignIn;
  /** Searches at the desk by one librarian: many times what a queue needs, far less than reading out a register would. */
  readonly searches: RateLimiter;
  /** TLS in front of us: cookies are Secure and HSTS is sent. */
  readonly secure: boolean;
  ready(): Promise<void>;
  close(): Promise<void>;
}

/** Opens everything that the service holds; nothing is connected before it is first needed. */
export function openContext(config: Config): Context {
  const log = createLogger({ service: 'card-issuer', level: config.CAMPUS_LOG_LEVEL });
  const db = connect({ url: config.DATABASE_URL, applicationName: 'card-issuer' });
  // One prefix for all services: they wake each other through it.
  const ephemeral = openEphemeral({ redisUrl: config.REDIS_URL, prefix: 'campus' });
  const publicUrl = audienceOf(config.CAMPUS_PUBLIC_URL);
  const issuer = config.CAMPUS_ISSUER;
  const secure = publicUrl.startsWith('https:');
  const clock = systemClock;
  return {
    config,
    db,
    ephemeral,
    log,
    metrics: createMetrics('card-issuer'),
    clock,
    secure,
    waker: feedWaker(db, ephemeral, log),
    drawNumber: () => drawCardNumber(randomDigits),
    newId: uuidv7,
    peppers: [config.CAMPUS_PIN_PEPPER, config.CAMPUS_PIN_PEPPER_BEFORE].flatMap((key) => (key ? [pepperOf(key)] : [])),
    pinInTurn: createTurns(),
    searches: rateLimiter(ephemeral, { name: 'desk-search', points: 1_000, window_seconds: 3_600 }),
    access: { issuer, audience: publicUrl, jwks: remoteJwks(`${audienceOf(issuer)}/jwks`), clock },
    staff: staffSignIn({
      issuer,
      clientId: config.CAMPUS_CLIENT_ID,
      clientSecret: config.CAMPUS_CLIENT_SECRET,
      publicUrl,
      sessionSecret: config.CAMPUS_SESSION_SECRET,
      ephemeral,
      log,
      clock,
      secure,
      cookieName: 'card_issuer',
      load: async (subject) => {
        const personId = await findPersonIdByReference(db, subject);
        return personId === undefined ? undefined : { personId, roles: await listRolesOfPerson(db, personId) };
      },
    }),
    ready: async () => {
      await db.raw('select 1');
    },
    close: async () => {
      await ephemeral.close();
      await db.destroy();
    },
  };
}
