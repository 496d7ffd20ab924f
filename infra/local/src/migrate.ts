import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { startEmbeddedServer } from '@onecampus/database';
import { prepareDatabase } from '@onecampus/roles';
import { placesIn, root } from './places.ts';
import { readPorts } from './ports.ts';
import { loadSecrets } from './secrets.ts';

/**
 * `pnpm db:migrate`: brings the database of `DATABASE_URL` (an administrator's), or the local one, up to date. The roles'
 * passwords are those of `.data/secrets.json`; for an installation, point CAMPUS_LOCAL_DATA at the folder that holds it.
 */
const places = placesIn(path.resolve(root, process.env['CAMPUS_LOCAL_DATA'] ?? '.data'));
await mkdir(places.data, { recursive: true });
const secrets = await loadSecrets(places.secrets);
const external = process.env['DATABASE_URL'];
const server = external
  ? undefined
  : await startEmbeddedServer({
      folder: places.postgres,
      port: readPorts(process.env).postgres,
      password: secrets.postgresPassword,
    });
try {
  const applied = await prepareDatabase(external ?? server!.url, secrets.databasePasswords);
  for (const { schema, name } of applied) console.log(`applied ${schema}/${name}`);
  console.log(applied.length === 0 ? 'The database is up to date.' : `${applied.length} migration(s) applied.`);
} finally {
  if (server && !server.adopted) await server.stop();
}
