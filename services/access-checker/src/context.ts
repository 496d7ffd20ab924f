import { createSecretKey } from 'node:crypto';
import { connect, type Db } from '@onecampus/database';
import { type FeedWaker, feedWaker, findPersonIdByReference, listRolesOfPerson } from '@onecampus/directory';
import { type Ephemeral, openEphemeral } from '@onecampus/ephemeral';
import { type BearerAccess, type StaffSignIn, staffSignIn } from '@onecampus/http';
import { type Clock, createLogger, createMetrics, type Logger, type Metrics, systemClock } from '@onecampus/runtime';
import { audienceOf, remoteJwks } from '@onecampus/tokens';
import { callerAuthentication } from './authenticate-caller.ts';
import type { Config } from './config.ts';
import { startJobs } from './jobs.ts';
import { hashCardNumber } from './passages/hash-card-number.ts';
import { type PassageQueue, passageQueue } from './passages/passage-queue.ts';
import { type TerminalsSeen, terminalsSeen } from './passages/terminals-seen.ts';
import { keepSnapshot, type SnapshotKeeper } from './snapshot/keep-snapshot.ts';
import type { Snapshot } from './snapshot/snapshot.ts';
import { insertPassages } from './store/passages.ts';
import { markTerminalsSeen } from './store/terminals.ts';

/** Everything that a request may use. Made once; only here are connections opened. */
export interface Context {
  readonly config: Config;
  readonly log: Logger;
  readonly metrics: Metrics;
  readonly clock: Clock;
  readonly db: Db;
  readonly ephemeral: Ephemeral;
  readonly waker: FeedWaker;
  readonly access: BearerAccess;
  readonly staff: StaffSignIn;
  readonly keeper: SnapshotKeeper;
  readonly snapshot: () => Snapshot;
  readonly passages: PassageQueue;
  readonly seen: TerminalsSeen;
  readonly hashCardNumber: (scanned: string) => string;
  readonly authenticateCaller: ReturnType<typeof callerAuthentication>;
  ready(): Promise<void>;
  close(): Promise<void>;
}

export function createContext(config: Config, given: { readonly clock?: Clock; readonly log?: Logger } = {}): Context {
  const clock = given.clock ?? systemClock;
  const log = given.log ?? createLogger({ service: 'access-checker', level: config.logLevel });
  const metrics = createMetrics('access-checker');
  const db = connect({ url: config.databaseUrl, applicationName: 'access-checker' });
  const ephemeral = openEphemeral({ redisUrl: config.redisUrl, prefix: 'campus' });
  const keeper = keepSnapshot({ db, databaseUrl: config.databaseUrl, ephemeral, clock, log });
  const passages = passageQueue({
    write: (batch) => insertPassages(db, batch),
    waiting_max: config.passages_waiting_max,
    log,
  });
  const seen = terminalsSeen((terminals) => markTerminalsSeen(db, terminals));
  const access: BearerAccess = {
    issuer: config.issuer,
    audience: audienceOf(config.publicUrl),
    jwks: remoteJwks(`${config.issuer}/jwks`),
    clock,
  };
  const staff = staffSignIn({
    issuer: config.issuer,
    clientId: config.clientId,
    clientSecret: config.clientSecret,
    publicUrl: config.publicUrl,
    sessionSecret: config.sessionSecret,
    ephemeral,
    log,
    clock,
    secure: config.secure,
    cookieName: 'access-checker',
    load: async (subject) => {
      const personId = await findPersonIdByReference(db, subject);
      return personId === undefined ? undefined : { personId, roles: await listRolesOfPerson(db, personId) };
    },
  });
  const cardHmacKey = createSecretKey(config.cardHmacKey);
  const jobs = startJobs({ db, clock, log, seen, config });
  return {
    config,
    log,
    metrics,
    clock,
    db,
    ephemeral,
    waker: feedWaker(db, ephemeral, log),
    access,
    staff,
    keeper,
    snapshot: keeper.current,
    passages,
    seen,
    hashCardNumber: (scanned) => hashCardNumber(scanned, cardHmacKey),
    authenticateCaller: callerAuthentication({ access, snapshot: keeper.current }),
    ready: async () => keeper.requireFresh(),
    close: async () => {
      await jobs.stop();
      await keeper.stop();
      await passages.drain();
      await seen.flush().catch((error: unknown) => log.warn({ err: error }, 'could not note when terminals were seen'));
      await ephemeral.close();
      await db.destroy();
    },
  };
}
