import { AsyncResource } from 'node:async_hooks';
import type { Logger, Metrics } from '@onecampus/runtime';
import type { RequestHandler } from 'express';

/** One line and one measurement per request. The path is logged without its query, in which a code or a name may stand. */
export function accessLog(options: { log: Logger; metrics: Metrics }): RequestHandler {
  const seconds = options.metrics.histogram('http_request_seconds', 'Time to answer a request', [
    'method',
    'route',
    'status',
  ]);
  return (request, response, next) => {
    const startedAt = process.hrtime.bigint();
    const path = request.path;
    // Bound to the request: where the caller breaks off, `close` comes out of the connection, which knows no request id.
    const write = AsyncResource.bind(() => {
      const took = Number(process.hrtime.bigint() - startedAt) / 1e9;
      const route = (request.route as { path?: unknown } | undefined)?.path;
      const name = typeof route === 'string' ? request.baseUrl + route : 'other';
      seconds.observe({ method: request.method, route: name, status: response.statusCode }, took);
      const aborted = !response.writableFinished;
      options.log.info(
        {
          method: request.method,
          path,
          status: response.statusCode,
          took_ms: Math.round(took * 1e3),
          ...(aborted ? { aborted } : {}),
        },
        'request',
      );
    });
    response.once('close', write);
    next();
  };
}
