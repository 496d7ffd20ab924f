import { type EmbeddedServer, type EmbeddedServerOptions, startEmbeddedServer } from '@onecampus/database';

const look_every_ms = 500;

export interface KeptDatabase {
  readonly url: string;
  readonly adopted: boolean;
  stop(): Promise<void>;
}

/**
 * The embedded server, started again whenever it dies. It replays what it had acknowledged by itself; the services notice
 * nothing but a pause. Its orphaned workers may hold on to it for a moment, so a start that fails is simply tried again.
 */
export async function keepDatabase(options: EmbeddedServerOptions, say: (text: string) => void): Promise<KeptDatabase> {
  let server: EmbeddedServer = await startEmbeddedServer(options);
  const { url, adopted } = server;
  let stopping = false;
  let reviving: Promise<void> | undefined;
  const revive = async () => {
    say('! Postgres ended; starting it again');
    while (!stopping) {
      try {
        server = await startEmbeddedServer(options);
        return;
      } catch {
        await new Promise((resolve) => setTimeout(resolve, look_every_ms));
      }
    }
  };
  const watch = setInterval(() => {
    if (stopping || reviving || isAlive(server.pid)) return;
    reviving = revive().finally(() => {
      reviving = undefined;
    });
  }, look_every_ms);
  return {
    url,
    adopted,
    stop: async () => {
      stopping = true;
      clearInterval(watch);
      await reviving;
      await server.stop();
    },
  };
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
