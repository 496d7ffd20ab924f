import pg from 'pg';

export interface Listening {
  stop(): Promise<void>;
}

/** Wait this long before connecting again after the listening connection was lost. */
const reconnect_after_ms = 1_000;

/**
 * Calls `onNotice` with the channel at each NOTIFY on one of `channels`, and once for each of them after every (re)connection, because notices sent while nobody
 * listened are gone. It is a wake-up only: whoever needs the news polls as well.
 */
export function listen(options: {
  url: string;
  channels: readonly string[];
  onNotice: (channel: string) => void;
}): Listening {
  let client: pg.Client | undefined;
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;

  const open = async () => {
    const fresh = new pg.Client({
      connectionString: options.url,
      application_name: `listen ${options.channels.join(', ')}`,
      keepAlive: true,
      connectionTimeoutMillis: 2_000,
    });
    client = fresh;
    fresh.on('error', again);
    fresh.on('end', again);
    fresh.on('notification', ({ channel }) => options.onNotice(channel));
    try {
      await fresh.connect();
      for (const channel of options.channels) await fresh.query(`listen ${fresh.escapeIdentifier(channel)}`);
      for (const channel of options.channels) options.onNotice(channel);
    } catch {
      again();
    }
  };
  const again = () => {
    if (stopped || timer) return;
    client?.end().catch(() => undefined);
    timer = setTimeout(() => {
      timer = undefined;
      void open();
    }, reconnect_after_ms);
  };
  void open();
  return {
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await client?.end().catch(() => undefined);
    },
  };
}
