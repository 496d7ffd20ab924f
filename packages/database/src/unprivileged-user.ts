import { execFile, spawnSync } from 'node:child_process';
import { chown } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** How the server's programs are started where we ourselves are root, which Postgres refuses to be. */
export interface UnprivilegedUser {
  /** A command that goes before the program, or none. */
  readonly prefix: readonly string[];
  readonly ids: { uid?: number; gid?: number };
  own(...paths: string[]): Promise<void>;
}

const nobody = ['unshare', '--user', '--map-user=65534', '--map-group=65534', '--'];

/**
 * Not root: nothing to do. Root: a user namespace in which we are nobody changes nothing on the machine and works below
 * /root as well; where the kernel forbids it, the system user `postgres` is used, and made if need be.
 */
export async function unprivilegedUser(folder: string): Promise<UnprivilegedUser> {
  if (process.getuid?.() !== 0) return { prefix: [], ids: {}, own: async () => {} };
  if (spawnSync(nobody[0]!, [...nobody.slice(1), 'true']).status === 0) {
    return { prefix: nobody, ids: {}, own: async () => {} };
  }
  const number = async (flag: string) => Number((await run('id', [flag, 'postgres'])).stdout);
  await number('-u').catch(() => run('useradd', ['--system', '--user-group', 'postgres']));
  const [uid, gid] = [await number('-u'), await number('-g')];
  await chown(folder, uid, gid);
  for (let up = path.resolve(folder); up !== path.dirname(up); up = path.dirname(up)) {
    if (spawnSync('test', ['-x', up], { uid, gid }).status !== 0) {
      throw new Error(
        `Postgres may not run as root, and the user "postgres" may not enter ${up}. Clone the project elsewhere, or run as an ordinary user.`,
      );
    }
  }
  return {
    prefix: [],
    ids: { uid, gid },
    own: async (...paths) => {
      await Promise.all(paths.map((one) => chown(one, uid, gid)));
    },
  };
}

export function runAs(user: UnprivilegedUser, program: string, args: readonly string[]): [string, string[]] {
  const [command, ...rest] = [...user.prefix, program, ...args];
  return [command!, rest];
}
