import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { startEmbeddedServer } from '@onecampus/database';
import { takeLock } from './lock.ts';
import { placesIn, root } from './places.ts';
import { readPorts } from './ports.ts';
import { loadSecrets } from './secrets.ts';

/** `pnpm reset`: removes everything that a local start keeps. Refuses while one is running. */
const places = placesIn(path.resolve(root, process.env['CAMPUS_LOCAL_DATA'] ?? '.data'));
if (!existsSync(places.data)) {
  console.log('There is nothing to remove.');
} else {
  try {
    await takeLock(places.lock);
    if (existsSync(path.join(places.postgres, 'data', 'postmaster.pid'))) {
      // A server that outlived a killed start would go on writing into removed files.
      const { postgresPassword } = await loadSecrets(places.secrets);
      await (
        await startEmbeddedServer({
          folder: places.postgres,
          port: readPorts(process.env).postgres,
          password: postgresPassword,
        })
      ).stop();
    }
    await rm(places.data, { recursive: true, force: true });
    console.log(`Removed ${places.data}.`);
  } catch (error) {
    console.error((error as Error).message);
    process.exitCode = 1;
  }
}
