import { connect, type Db, listen } from '@onecampus/database';
import { universitiesChannel } from '@onecampus/directory';
import { type Ephemeral, openEphemeral } from '@onecampus/ephemeral';
import { DomainError } from '@onecampus/errors';
import type { BearerAccess, createApp, WebOptions } from '@onecampus/http';
import {
  type Clock,
  createLogger,
  createMetrics,
  type Logger,
  type Metrics,
  systemClock,
  uuidv7,
} from '@onecampus/runtime';
import { audienceOf, type KeyEncryptionRing, keyEncryptionRing } from '@onecampus/tokens';
import { type ClientDirectory, clientDirectory } from './client-directory.ts';
import type { Config } from './config.ts';
import type { KeyEncryption } from './keys/key-encryption.ts';
import type { KeyTending } from './keys/key-tending.ts';
import { openNetworks } from './outgoing/open-networks.ts';
import { type OutgoingCalls, outgoingCalls } from './outgoing/outgoing-calls.ts';
import { type OwnSession, ownSession } from './own-session.ts';
import { engineViews } from './pages/engine-views.ts';
import { type PasswordHasher, startPasswordHasher } from './passwords/password-hasher.ts';
import { openPicture } from './picture/open-picture.ts';
import { adapterFactory } from './provider/adapter.ts';
import { type Engine, startEngine } from './provider/engine.ts';
import { accountFinder } from './provider/find-account.ts';
import { grantLoader } from './provider/load-grant.ts';
import { type SignInLimits, signInLimits } from './sign-in-limits.ts';
import { newsChannel } from './store/news.ts';
import { type UniversityList, universityList } from './university-list.ts';
import { ensureOperator } from './use-cases/ensure-operator.ts';
import { ensureOwnClient } from './use-cases/ensure-own-client.ts';
import { loadKeys } from './use-cases/load-keys.ts';
import { leaveKeyEncryption, takeUpKeyEncryption } from './use-cases/take-up-key-encryption.ts';
import { tendKeys } from './use-cases/tend-keys.ts';

type Counter = ReturnType<Metrics['counter']>;

/** The express application, named without a word of express. */
export type App = ReturnType<typeof createApp>;

export interface Context {
  /** The settings, and the key-encryption keys with the one that the database names as sealing. */
  readonly config: Config & { readonly keyEncryptionKey: KeyEncryptionRing };
  readonly db: Db;
  readonly ephemeral: Ephemeral;
  readonly log: Logger;
  readonly metrics: Metrics;
  readonly clock: Clock;
  readonly clients: ClientDirectory;
  readonly universities: UniversityList;
  readonly hasher: PasswordHasher;
  readonly limits: SignInLimits;
  /** Counts sign-ins by their outcome. */
  readonly signIns: Counter;
  readonly engine: Engine;
  readonly keys: KeyTending;
  readonly encryption: KeyEncryption;
  /** Calls to addresses that others have named to us. */
  readonly outgoing: OutgoingCalls;
  /** Who is signed in at our own pages. */
  readonly ownSession: OwnSession;
  readonly access: BearerAccess;
  readonly service: WebOptions['service'];
  /** Resolves while the service can do its work. */
  ready(): Promise<void>;
  close(): Promise<void>;
}

/** How people know this service; its pages say the rest in their own language. */
const service = { name: 'Campus ID', home: '/' } as const;

export type ContextOptions = { readonly log?: Logger; readonly clock?: Clock; readonly ephemeralPrefix?: string };

/** Opens everything the service works with, and makes what has to exist before the first request: keys and the operator. */
export async function openContext(settings: Config, options: ContextOptions = {}): Promise<Context> {
  const config = { ...settings, keyEncryptionKey: keyEncryptionRing(settings.keyEncryptionKeys) };
  const log = options.log ?? createLogger({ service: 'identity-provider', level: config.logLevel });
  const clock = options.clock ?? systemClock;
  const metrics = createMetrics('identity-provider');
  const pictured = openPicture(config.databaseUrl);
  const db = connect({
    url: config.databaseUrl,
    applicationName: 'identity-provider',
    poolMax: config.databasePoolMax,
    onServerNotice: pictured.onServerNotice,
  });
  const ephemeral = openEphemeral({ redisUrl: config.redisUrl, prefix: options.ephemeralPrefix ?? 'campus' });
  const now = () => clock.now().getTime();
  const clients = clientDirectory(db, now);
  const universities = universityList(db, now);
  const outgoing = outgoingCalls(openNetworks(db, config.outgoing, now));
  const keys = { db, kek: config.keyEncryptionKey, clock, times: config.keyTimes };

  const encryption = { db, ring: config.keyEncryptionKey, instanceId: uuidv7() };
  await takeUpKeyEncryption(encryption).catch(async (error: unknown) => {
    await Promise.all([pictured.stop(), outgoing.close(), ephemeral.close(), db.destroy()]);
    throw error;
  });
  await tendKeys(keys);
  await ensureOperator(db, config.operatorClientSecret);
  await ensureOwnClient(db, config.issuer);
  const { picture } = pictured;
  const stores = { db, ephemeral, clients, picture };
  const engine = await startEngine({
    parts: {
      issuer: config.issuer,
      stores,
      kek: config.keyEncryptionKey,
      clock,
      log,
      adapter: adapterFactory(stores),
      findAccount: accountFinder({ db, universities, clients, issuer: config.issuer }),
      loadExistingGrant: grantLoader({ db, clients }, clock),
      views: engineViews(service, log),
      outgoing,
      serviceUrls: config.serviceUrls,
      session_seconds_max: config.session_seconds_max,
    },
    loadKeys: () => loadKeys(db, config.keyEncryptionKey),
    behindProxy: config.trustProxy.length > 0,
    log,
  });
  const hasher = await startPasswordHasher({
    queueMax: config.passwordQueueMax,
    ...(config.passwordThreads === undefined ? {} : { threads: config.passwordThreads }),
  });
  const news = listen({
    url: config.databaseUrl,
    channels: [newsChannel, universitiesChannel],
    onNotice: (channel) => {
      if (channel === universitiesChannel) return universities.forget();
      clients.forget();
      takeUpKeyEncryption(encryption).catch((error: unknown) =>
        log.warn({ err: error }, 'could not learn which key seals; trying again later'),
      );
      engine
        .reload()
        .catch((error: unknown) => log.warn({ err: error }, 'could not take up new keys; trying again later'));
    },
  });

  return {
    config,
    db,
    ephemeral,
    log,
    metrics,
    clock,
    clients,
    universities,
    hasher,
    signIns: metrics.counter('campus_sign_in_attempts_total', 'Password sign-ins by outcome', ['outcome']),
    limits: signInLimits(ephemeral, { sourceFailuresMax: config.signInSourceFailuresMax }),
    engine,
    keys,
    encryption,
    outgoing,
    ownSession: ownSession({ db, engine, clock }),
    access: { issuer: config.issuer, audience: audienceOf(config.issuer), jwks: engine.publicKeys, clock },
    service,
    ready: async () => {
      const { rows } = await db.raw<{ rows: unknown[] }>('select 1');
      if (rows.length !== 1) throw new DomainError('database.unavailable', 'The database does not answer.');
      if (encryption.ring.lacks !== undefined)
        throw new DomainError(
          'encryption-key.unknown',
          'The key-encryption key of this system is not configured here.',
        );
    },
    close: async () => {
      await news.stop();
      await pictured.stop();
      // Where the database is away, what is left there is not waited for after a minute.
      await leaveKeyEncryption(encryption).catch(() => undefined);
      await hasher.close();
      await outgoing.close();
      await ephemeral.close();
      await db.destroy();
    },
  };
}
