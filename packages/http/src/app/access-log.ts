import { AsyncResource } from 'node:async_hooks';
import type { ServerResponse } from 'node:http';
import type { Logger, Metrics } from '@onecampus/runtime';
import type { RequestHandler } from 'express';

/** One line and one measurement per request. The path is logged without its query, in which a code or a name may stand. */
export function accessLog(options: { log: Logger; metrics: Metrics }): RequestHandler {
  const write = requestWriter(options);
  return (request, response, next) => {
    const startedAt = performance.now();
    const { method, path } = request;
    // Bound to the request: where the caller breaks off, `close` comes out of the connection, which knows no request id.
    const done = AsyncResource.bind(() => {
      const route = (request.route as { path?: unknown } | undefined)?.path;
      const name = typeof route === 'string' ? request.baseUrl + route : 'other';
      write(response, { method, path, name, startedAt });
    });
    response.once('close', done);
    next();
  };
}

/** What the log and the measurement know of a request; `name` stands for all paths of its kind. */
type Answered = {
  readonly method: string;
  readonly path: string;
  readonly name: string;
  /** As `performance.now()` had it. */
  readonly startedAt: number;
};

type Writer = (response: ServerResponse, answered: Answered) => void;
const writers = new WeakMap<Metrics, Writer>();

/** The line and the measurement of a request that is over, whichever of the two ways in it took. */
export function requestWriter({ log, metrics }: { log: Logger; metrics: Metrics }): Writer {
  const known = writers.get(metrics);
  if (known) return known;
  const seconds = metrics.histogram('http_request_seconds', 'Time to answer a request', ['method', 'route', 'status']);
  const write: Writer = (response, { method, path, name, startedAt }) => {
    const took_ms = performance.now() - startedAt;
    seconds.observe({ method, route: name, status: response.statusCode }, took_ms / 1e3);
    const aborted = !response.writableFinished;
    log.info(
      { method, path, status: response.statusCode, took_ms: Math.round(took_ms), ...(aborted ? { aborted } : {}) },
      'request',
    );
  };
  writers.set(metrics, write);
  return write;
}
