import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Logger, Metrics } from '@onecampus/runtime';
import type { Express } from 'express';

export interface Serving {
  readonly url: string;
  readonly port: number;
  readonly metricsPort: number;
  /** From here on `/readyz` says so; used as `HealthChecks.draining`. */
  draining(): boolean;
  /** Says "not ready", finishes what is in hand, closes. */
  stop(): Promise<void>;
}

export interface ServeOptions {
  /** How long a request may take to arrive, body and all; 30 s unless the service takes large files. */
  readonly request_timeout_ms?: number;
  readonly host: string;
  /** 0 lets the system choose, for tests. */
  readonly port: number;
  /** Defaults to the port + 1000. */
  readonly metricsPort?: number;
  readonly log: Logger;
  readonly metrics: Metrics;
  /** How long balancers get to notice that we are not ready before we stop listening. */
  readonly drain_notice_ms?: number;
  /** How long requests in hand may take from then on; who is slower is cut off. Below the process's own limit of 10 s. */
  readonly drain_max_ms?: number;
}

const request_timeout_ms = 30_000;
const headers_timeout_ms = 10_000;
const keep_alive_timeout_ms = 15_000;
const drain_max_default_ms = 8_000;

/** Starts the service's two listeners: the application, and the metrics on a port that is not published. */
export async function serve(options: ServeOptions, build: (draining: () => boolean) => Express): Promise<Serving> {
  let draining = false;
  const app = build(() => draining);
  const server = createServer(
    {
      requestTimeout: options.request_timeout_ms ?? request_timeout_ms,
      headersTimeout: headers_timeout_ms,
      keepAliveTimeout: keep_alive_timeout_ms,
    },
    app,
  );
  const inHand = new Set<ServerResponse>();
  server.on('request', (_, response) => {
    inHand.add(response);
    if (draining) endsConnection(response);
    response.once('close', () => inHand.delete(response));
  });
  const port = await listenOn(server, options.host, options.port, 'CAMPUS_PORT');
  const metricsServer = createServer((request, response) => {
    if (request.url !== '/metrics') return void response.writeHead(404).end();
    options.metrics.registry.metrics().then(
      (text) => response.writeHead(200, { 'content-type': options.metrics.registry.contentType }).end(text),
      () => response.writeHead(500).end(),
    );
  });
  const metricsPort = await listenOn(
    metricsServer,
    options.host,
    options.metricsPort ?? (options.port === 0 ? 0 : port + 1_000),
    'CAMPUS_METRICS_PORT',
  ).catch(async (error: unknown) => {
    await close(server, 0);
    throw error;
  });
  options.log.info({ port, metricsPort }, 'listening');
  return {
    url: `http://${options.host.includes(':') ? `[${options.host}]` : options.host}:${port}`,
    port,
    metricsPort,
    draining: () => draining,
    stop: async () => {
      draining = true;
      if (options.drain_notice_ms) await new Promise((resolve) => setTimeout(resolve, options.drain_notice_ms));
      for (const response of inHand) endsConnection(response);
      const drain_max_ms = options.drain_max_ms ?? drain_max_default_ms;
      await Promise.all([close(server, drain_max_ms), close(metricsServer, drain_max_ms)]);
    },
  };
}

function listenOn(server: Server, host: string, port: number, setting: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(
        error.code === 'EADDRINUSE'
          ? new Error(`Port ${port} on ${host} is taken by another process; set ${setting} to another one.`)
          : error,
      );
    });
    server.listen(port, host, () => resolve((server.address() as AddressInfo).port));
  });
}

/** A kept connection would hold the drain, and a request sent on it as we close would be lost: let the caller know in time. */
function endsConnection(response: ServerResponse): void {
  if (!response.headersSent) response.setHeader('Connection', 'close');
}

function close(server: Server, within_ms: number): Promise<void> {
  return new Promise((resolve) => {
    const overdue = setTimeout(() => server.closeAllConnections(), within_ms);
    server.close(() => {
      clearTimeout(overdue);
      resolve();
    });
    server.closeIdleConnections();
  });
}
