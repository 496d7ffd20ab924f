import { once } from 'node:events';
import { Agent, request as httpRequest } from 'node:http';
import { connect as connectSocket, createServer } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { type Serving, serve } from '@onecampus/http';
import { trialApp } from './trial-app.ts';

const get = (serving: Serving, path: string, agent?: Agent) =>
  new Promise<{ status: number; text: string }>((resolve, reject) => {
    const sent = httpRequest(serving.url + path, agent ? { agent } : {});
    sent.once('error', reject);
    sent.once('response', (answer) => {
      let text = '';
      answer.on('data', (chunk: Buffer) => {
        text += chunk.toString();
      });
      answer.once('end', () => resolve({ status: answer.statusCode ?? 0, text }));
    });
    sent.end();
  });

describe('a service that serves', () => {
  it('loses none of fifty requests in hand when it stops, and says first that it is not ready', async () => {
    const held = Promise.withResolvers<void>();
    let started = 0;
    const allStarted = Promise.withResolvers<void>();
    const draining = { now: () => false };
    const trial = trialApp({
      draining: () => draining.now(),
      hold: () => {
        started += 1;
        if (started === 50) allStarted.resolve();
        return held.promise;
      },
    });
    const options = { host: '127.0.0.1', port: 0, log: trial.log, metrics: trial.metrics, drain_notice_ms: 300 };
    const serving = await serve(options, (isDraining) => {
      draining.now = isDraining;
      return trial.app;
    });
    const agent = new Agent({ keepAlive: true, maxSockets: 50 });
    const answers = Array.from({ length: 50 }, () => get(serving, '/api/v1/slow', agent));
    await allStarted.promise;

    const stopped = serving.stop();
    expect(await get(serving, '/readyz')).toMatchObject({ status: 503, text: '{"status":"draining"}' });
    expect(await get(serving, '/api/v1/things')).toMatchObject({ status: 200 });
    await new Promise((resolve) => setTimeout(resolve, 400));
    await expect(get(serving, '/livez')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    held.resolve();
    expect((await Promise.all(answers)).filter(({ status }) => status !== 200)).toEqual([]);
    const done = Promise.race([
      stopped.then(() => 'stopped'),
      new Promise((resolve) => setTimeout(resolve, 3_000, 'hangs')),
    ]);
    expect(await done).toBe('stopped');
    agent.destroy();
  });

  it('stops although somebody sends his request byte by byte', async () => {
    const trial = trialApp();
    const serving = await serve(
      { host: '127.0.0.1', port: 0, log: trial.log, metrics: trial.metrics, drain_max_ms: 200 },
      () => trial.app,
    );
    const slow = connectSocket(serving.port, '127.0.0.1');
    slow.on('error', () => undefined);
    await once(slow, 'connect');
    slow.write('GET /api/v1/things HTTP/1.1\r\nHost: x\r\nX-Slow: ');
    await get(serving, '/livez');
    await serving.stop();
    slow.destroy();
  });

  it('shows metrics on their own port only', async () => {
    const trial = trialApp();
    const serving = await serve(
      { host: '127.0.0.1', port: 0, log: trial.log, metrics: trial.metrics },
      () => trial.app,
    );
    await get(serving, '/api/v1/things?name=a');
    await get(serving, '/nowhere/Semenova');
    expect((await get(serving, '/metrics')).status).toBe(404);
    const metrics = await fetch(`http://127.0.0.1:${serving.metricsPort}/metrics`);
    const text = await metrics.text();
    expect(text).toMatch(/http_request_seconds_count\{.*route="\/api\/v1\/things",status="200".*\} 1/);
    expect(text).toMatch(/route="other",status="404"/);
    expect(text).not.toContain('Semenova');
    expect((await fetch(`http://127.0.0.1:${serving.metricsPort}/api/v1/things`)).status).toBe(404);
    await serving.stop();
  });

  it('says which port is taken and which setting changes it, and leaves nothing listening', async () => {
    const trial = trialApp();
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const { port } = taken.address() as { port: number };
    const options = { host: '127.0.0.1', log: trial.log, metrics: trial.metrics };
    await expect(serve({ ...options, port }, () => trial.app)).rejects.toThrow(
      new RegExp(`Port ${port} .*taken.*CAMPUS_PORT`),
    );
    const free = createServer().listen(0, '127.0.0.1');
    await once(free, 'listening');
    const own = (free.address() as { port: number }).port;
    await new Promise((resolve) => free.close(resolve));
    await expect(serve({ ...options, port: own, metricsPort: port }, () => trial.app)).rejects.toThrow(
      /CAMPUS_METRICS_PORT/,
    );
    await expect(fetch(`http://127.0.0.1:${own}/livez`)).rejects.toThrow();
    taken.close();
  });

  it('names the request in the line of one that was broken off', async () => {
    const begun = Promise.withResolvers<void>();
    const trial = trialApp({
      hold: () => {
        begun.resolve();
        return new Promise(() => undefined);
      },
    });
    const serving = await serve(
      { host: '127.0.0.1', port: 0, log: trial.log, metrics: trial.metrics },
      () => trial.app,
    );
    const socket = connectSocket(serving.port, '127.0.0.1', () =>
      socket.write('GET /api/v1/slow HTTP/1.1\r\nHost: x\r\nX-Request-ID: broken-off-1\r\n\r\n'),
    );
    await begun.promise;
    socket.destroy();
    for (;;) {
      const line = trial.lines().find((one) => one['msg'] === 'request');
      if (line) {
        expect(line).toMatchObject({ requestId: 'broken-off-1', aborted: true });
        break;
      }
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    await serving.stop();
  });
});
