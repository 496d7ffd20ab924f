import { DomainError } from '@onecampus/errors';
import { createApp, openapi } from '@onecampus/http';
import type { Context } from './context.ts';
import { homePage } from './pages/home.ts';
import { signInPages } from './pages/sign-in.ts';
import { isEnginePath, isProgramPath } from './provider/engine.ts';
import { createClientRoute } from './routes/create-client.ts';
import { keyRoutes } from './routes/keys.ts';
import { listClientsRoute } from './routes/list-clients.ts';
import { setAccountStateRoute } from './routes/set-account-state.ts';
import { setPasswordRoute } from './routes/set-password.ts';

/** What the engine itself reads at most; it would call more than that malformed. */
const engine_body_bytes_max = 56 * 1_024;

/** Everything that the identity provider answers, in order. */
export function buildApp(context: Context, draining: () => boolean): ReturnType<typeof createApp> {
  const { config, engine, log, metrics, service } = context;
  return createApp(
    {
      service,
      log,
      metrics,
      health: { ready: context.ready, draining },
      trustProxy: config.trustProxy,
      crossSite: isProgramPath,
      secure: config.issuer.startsWith('https:'),
    },
    (app) => {
      app.use((request, response, next) => {
        if (!isEnginePath(request.path)) return next();
        if (Number(request.headers['content-length']) > engine_body_bytes_max)
          return next(new DomainError('request.too_large', 'The request body is too large.'));
        engine.handle(request, response).catch(next);
      });
      homePage(app, context);
      signInPages(app, context);
      createClientRoute(app, context);
      listClientsRoute(app, context);
      setPasswordRoute(app, context);
      setAccountStateRoute(app, context);
      keyRoutes(app, context);
      openapi(app, { title: 'Identity provider', version: '1' });
    },
  );
}
