import type { IncomingMessage, ServerResponse } from 'node:http';
import { DomainError } from '@onecampus/errors';
import { createApp, leanFrame, openapi, type WebOptions } from '@onecampus/http';
import type { App, Context } from './context.ts';
import { features } from './features.ts';
import { isEnginePath, isProgramPath } from './provider/engine.ts';
import { leanPlace } from './provider/lean-place.ts';

/** What the engine itself reads at most; it would call more than that malformed. */
const engine_body_bytes_max = 56 * 1_024;

/** Everything that the identity provider answers, in order. */
function buildExpressApp(context: Context, options: WebOptions): App {
  return createApp(options, (app) => {
    for (const feature of features) feature.before?.(app, context);
    app.use((request, response, next) => {
      if (!isEnginePath(request.path)) return next();
      if (Number(request.headers['content-length']) > engine_body_bytes_max)
        return next(new DomainError('request.too_large', 'The request body is too large.'));
      context.engine.handle(request, response).catch(next);
    });
    for (const feature of features) feature.addTo?.(app, context);
    openapi(app, { title: 'Identity provider', version: '1' });
  });
}

/**
 * The same, with what the engine is asked most answered before express sees it: what express does around such a request costs
 * half as much as the engine itself (decision 0023).
 */
export function buildApp(context: Context, draining: () => boolean): App {
  const { config, engine, log, metrics, service } = context;
  const options: WebOptions = {
    service,
    log,
    metrics,
    health: { ready: context.ready, draining },
    trustProxy: config.trustProxy,
    crossSite: (path) => isProgramPath(path) || features.some((feature) => feature.isProgramPath?.(path)),
    secure: config.issuer.startsWith('https:'),
  };
  const app = buildExpressApp(context, options);
  const lean = leanFrame(app, options, (request, response) => engine.handleLean(request, response));
  const listener = (request: IncomingMessage, response: ServerResponse) => {
    const place = leanPlace(request, engine_body_bytes_max);
    if (place) lean(request, response, place);
    else app(request as never, response as never);
  };
  return Object.assign(listener, { locals: app.locals }) as unknown as App;
}
