import { DomainError } from '@onecampus/errors';
import { createApp, openapi } from '@onecampus/http';
import type { App, Context } from './context.ts';
import { features } from './features.ts';
import { isEnginePath, isProgramPath } from './provider/engine.ts';

/** What the engine itself reads at most; it would call more than that malformed. */
const engine_body_bytes_max = 56 * 1_024;

/** Everything that the identity provider answers, in order. */
export function buildApp(context: Context, draining: () => boolean): App {
  const { config, engine, log, metrics, service } = context;
  return createApp(
    {
      service,
      log,
      metrics,
      health: { ready: context.ready, draining },
      trustProxy: config.trustProxy,
      crossSite: (path) => isProgramPath(path) || features.some((feature) => feature.isProgramPath?.(path)),
      secure: config.issuer.startsWith('https:'),
    },
    (app) => {
      for (const feature of features) feature.before?.(app, context);
      app.use((request, response, next) => {
        if (!isEnginePath(request.path)) return next();
        if (Number(request.headers['content-length']) > engine_body_bytes_max)
          return next(new DomainError('request.too_large', 'The request body is too large.'));
        engine.handle(request, response).catch(next);
      });
      for (const feature of features) feature.addTo?.(app, context);
      openapi(app, { title: 'Identity provider', version: '1' });
    },
  );
}
