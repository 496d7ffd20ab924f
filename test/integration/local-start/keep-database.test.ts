import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from '@jest/globals';
import { connect } from '@onecampus/database';
import { keepDatabase } from '@onecampus/local-start';
import { freePort } from '../../setup/free-port.ts';

it('starts a Postgres that was killed again, with all that it had acknowledged', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'onecampus-keep-'));
  const said: string[] = [];
  const kept = await keepDatabase({ folder, port: await freePort(), password: 'test' }, (text) => said.push(text));
  const db = connect({ url: kept.url, applicationName: 'test' });
  try {
    await db.raw('create table kept (n int)');
    await db.raw('insert into kept values (42)');
    const pid = Number((await readFile(path.join(folder, 'data/postmaster.pid'), 'utf8')).split('\n')[0]);
    process.kill(pid, 'SIGKILL');
    await until(() => said.length === 1);
    await until(async () => {
      const { rows } = await db.raw<{ rows: { n: number }[] }>('select n from kept').catch(() => ({ rows: [] }));
      return rows[0]?.n === 42;
    });
    expect(said).toEqual(['! Postgres ended; starting it again']);
  } finally {
    await db.destroy();
    await kept.stop();
    await rm(folder, { recursive: true, force: true });
  }
});

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 400; tries += 1) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('it did not come true');
}
