import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';
import { startServers, stopServers } from './setup/servers.ts';

/**
 * `pnpm test [pattern …]`: starts this run's servers, runs jest against them, stops them, and says plainly at the end what
 * was not run.
 */
const root = path.resolve(import.meta.dirname, '..');
const jest = path.join(path.dirname(createRequire(import.meta.url).resolve('jest/package.json')), 'bin/jest.js');
const servers = await startServers();
let code = 1;
try {
  const child = spawn(
    process.execPath,
    [
      '--experimental-vm-modules',
      '--no-warnings=ExperimentalWarning',
      jest,
      '--config',
      path.join(root, 'test/jest.config.js'),
      ...process.argv.slice(2),
    ],
    {
      cwd: root,
      stdio: 'inherit',
      env: {
        ...process.env,
        NODE_ENV: 'test',
        TEST_ADMIN_URL: servers.adminUrl,
        TEST_REDIS_URL: servers.redisUrl ?? '',
      },
    },
  );
  // Ctrl-C reaches jest by itself; we only wait, so that the servers are stopped after it.
  process.on('SIGINT', () => undefined);
  code = await new Promise<number>((resolve) => child.once('exit', (exit) => resolve(exit ?? 1)));
} finally {
  await stopServers(servers);
}
if (!servers.redisUrl) console.warn('\n*** Not run: everything that needs Redis (redis-server is not installed). ***');
process.exit(code);
