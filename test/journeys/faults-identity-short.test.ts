import { spawn } from 'node:child_process';
import path from 'node:path';
import { expect, it } from '@jest/globals';
import { describeWithRedis } from '../support/redis.ts';

const program = path.resolve(import.meta.dirname, '../faults/run.ts');

describeWithRedis('a short campaign of faults against the identity provider', () => {
  it('signs nobody out, brings nobody back, and leads everybody on with one press', async () => {
    const child = spawn(process.execPath, [program, 'identity', '--short'], { stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => {
        said += chunk.toString();
      });
    }
    const code = await new Promise<number | null>((resolve) => child.once('exit', resolve));
    if (code !== 0) throw new Error(`the campaign ended with ${code}:\n${said}`);
    expect(said).toContain('0 lost, wrong or impossible');
  }, 240_000);
});
