import pg from 'pg';

/** A listening connection that knows whether it still hears everything. */
export interface Watch {
  /**
   * The moment (`performance.now()`) up to which nothing can have been missed: whatever was committed before it has been told.
   * `undefined` while nobody listens.
   */
  heardUntil(): number | undefined;
  /** The database's clock, in milliseconds since 1970; never behind it, and ahead by no more than one journey. */
  databaseNow(): number | undefined;
  stop(): Promise<void>;
}

export interface WatchOptions {
  readonly url: string;
  readonly channels: readonly string[];
  readonly onNotice: (channel: string, payload: string) => void;
  /** Notices may have been missed: whatever rests on them is to be forgotten. Also called at the start. */
  readonly onGap: () => void;
}

/** How often the connection proves that it hears. */
const beat_every_ms = 200;
/** A proof that takes longer is none: the connection is given up. */
const beat_max_ms = 1_000;
const reconnect_after_ms = 500;

/**
 * Listens as {@link listen} does, and proves several times a second that it does: a question goes through the very connection.
 * Postgres sends the notices of all that was committed before a statement came ahead of that statement's answer (PostgreSQL,
 * "Asynchronous Notification" and protocol §54.2.6), so an answer says that nothing older is still on its way. A connection that
 * was cut without a word (a firewall, a frozen host) is found out by its silence.
 */
export function watch({ url, channels, onNotice, onGap }: WatchOptions): Watch {
  let client: pg.Client | undefined;
  let heard: { readonly until: number; readonly database_ms: number } | undefined;
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;

  const again = (lost: pg.Client) => {
    if (client !== lost) return;
    client = undefined;
    heard = undefined;
    onGap();
    clearTimeout(timer);
    // Not `end`, which would wait for a server that says nothing any more.
    (lost as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy();
    if (!stopped) timer = setTimeout(() => void open(), reconnect_after_ms);
  };
  const beat = async (on: pg.Client) => {
    const asked = performance.now();
    const overdue = setTimeout(() => again(on), beat_max_ms);
    try {
      const { rows } = await on.query<{ at: number }>(
        'select extract(epoch from clock_timestamp())::float8 * 1000 as at',
      );
      if (client !== on) return;
      heard = { until: asked, database_ms: rows[0]!.at };
      timer = setTimeout(() => void beat(on), beat_every_ms);
    } catch {
      again(on);
    } finally {
      clearTimeout(overdue);
    }
  };
  const open = async () => {
    const fresh = new pg.Client({
      connectionString: url,
      application_name: `watch ${channels.join(', ')}`,
      keepAlive: true,
      connectionTimeoutMillis: 2_000,
    });
    client = fresh;
    fresh.on('error', () => again(fresh));
    fresh.on('end', () => again(fresh));
    fresh.on('notification', ({ channel, payload = '' }) => onNotice(channel, payload));
    try {
      await fresh.connect();
      for (const channel of channels) await fresh.query(`listen ${fresh.escapeIdentifier(channel)}`);
    } catch {
      return again(fresh);
    }
    // What was read before this moment rests on nothing.
    onGap();
    await beat(fresh);
  };
  void open();
  return {
    heardUntil: () => heard?.until,
    databaseNow: () => heard && heard.database_ms + (performance.now() - heard.until),
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      const last = client;
      client = undefined;
      heard = undefined;
      await last?.end().catch(() => undefined);
    },
  };
}
