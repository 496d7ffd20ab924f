import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';

const children: ChildProcess[] = [];

/** Starts a process that runs `body`; `log`, `runService` and `ConfigFault` are at hand. */
function start(body: string) {
  const child = spawn(
    process.execPath,
    [
      '--input-type=module',
      '--eval',
      `import { ConfigFault, createLogger, runService } from '@onecampus/runtime';
       const log = createLogger({ service: 'trial', level: 'info' });
       setInterval(() => undefined, 60_000);
       ${body}`,
    ],
    { cwd: path.join(import.meta.dirname, '../..'), stdio: ['ignore', 'pipe', 'pipe', 'ipc'] },
  );
  children.push(child);
  let out = '';
  let err = '';
  child.stdout?.on('data', (chunk: Buffer) => {
    out += chunk.toString();
  });
  child.stderr?.on('data', (chunk: Buffer) => {
    err += chunk.toString();
  });
  const ended = once(child, 'close').then(([code, signal]) => ({ code, signal, out, err }));
  return { child, ended, ready: once(child, 'message') };
}

describe('the life of a service process', () => {
  afterEach(() => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
  });

  it.each(['SIGTERM', 'SIGINT'] as const)('%s drains it and ends it with code 0, once', async (signal) => {
    const { child, ended, ready } = start(
      `await runService(async () => ({ log, stop: async () => { log.info('stopping'); await new Promise((r) => setTimeout(r, 100)); } }));
       process.send('ready');`,
    );
    await ready;
    child.kill(signal);
    child.kill(signal);
    const { code, out } = await ended;
    expect(code).toBe(0);
    expect(out.match(/"msg":"stopping"/g)).toHaveLength(1);
    expect(out).toContain('"msg":"draining"');
  });

  it('a supervisor that goes away drains it as well', async () => {
    const { child, ready } = start(
      `await runService(async () => ({ log, stop: async () => {} })); process.send('ready');`,
    );
    await ready;
    // Not `close`, which a channel that was disconnected from this side keeps back.
    const exited = once(child, 'exit');
    child.disconnect();
    expect(await exited).toEqual([0, null]);
  });

  it('a faulty configuration ends it with code 78 and the whole list', async () => {
    const { ended } = start(
      `await runService(async () => { throw new ConfigFault(['A: is missing', 'B: is wrong']); });`,
    );
    const { code, err } = await ended;
    expect(code).toBe(78);
    expect(err).toBe('The configuration has 2 fault(s):\n  - A: is missing\n  - B: is wrong\n');
  });

  it('any other failure at its start ends it with code 1 and says where', async () => {
    const { ended } = start(`await runService(async () => { throw new Error('port is taken'); });`);
    const { code, err } = await ended;
    expect(code).toBe(1);
    expect(err).toContain('port is taken');
  });

  it('a failure while it stops ends it with code 1', async () => {
    const { child, ended, ready } = start(
      `await runService(async () => ({ log, stop: async () => { throw new Error('will not close'); } })); process.send('ready');`,
    );
    await ready;
    child.kill('SIGTERM');
    const { code, out } = await ended;
    expect(code).toBe(1);
    expect(out).toContain('will not close');
  });

  it('a promise that nobody caught is written down, drains it, and ends it as a failure', async () => {
    const { ended } = start(
      `await runService(async () => ({ log, stop: async () => log.info('stopping') }));
       Promise.reject(new Error('nobody caught this'));`,
    );
    const { code, out } = await ended;
    expect(out).toContain('nobody caught this');
    expect(out).toContain('"msg":"stopping"');
    expect(code).toBe(1);
  });
});
