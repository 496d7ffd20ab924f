import { spawn } from 'node:child_process';
import path from 'node:path';
import { expect, it } from '@jest/globals';
import { describeWithRedis } from '../support/redis.ts';

const program = path.resolve(import.meta.dirname, '../faults/run.ts');

describeWithRedis('a short campaign of faults', () => {
  it('loses nothing that was acknowledged, and a gentle restart is noticed by nobody', async () => {
    const child = spawn(process.execPath, [program, '--short'], { stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => {
        said += chunk.toString();
      });
    }
    const code = await new Promise<number | null>((resolve) => child.once('exit', resolve));
    if (code !== 0) throw new Error(`the campaign ended with ${code}:\n${said}`);
    expect(said).toContain('0 lost, 0 impossible');
  }, 240_000);
});
