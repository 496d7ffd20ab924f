import type { IncomingMessage, ServerResponse } from 'node:http';
import { createApp, openapi } from '@onecampus/http';
import type { Context } from './context.ts';
import { zonePages } from './pages/zone-pages.ts';
import { authzenConfiguration } from './routes/authzen-configuration.ts';
import { evaluationListener, evaluationPath } from './routes/evaluate-access.ts';
import { terminalRoutes } from './routes/terminals.ts';
import { zoneRoutes } from './routes/zones.ts';
import type { WebApp } from './web-app.ts';

/** Everything this service answers, in order. */
export function buildExpressApp(
  context: Context,
  draining: () => boolean,
  evaluate = evaluationListener(context),
): WebApp {
  const { config, log, metrics } = context;
  return createApp(
    {
      service: { name: 'Campus Access', home: '/' },
      log,
      metrics,
      health: { ready: context.ready, draining },
      trustProxy: config.trustProxy,
      formTargets: [new URL(config.issuer).origin],
      secure: config.secure,
    },
    (app) => {
      app.post(evaluationPath, evaluate);
      authzenConfiguration(app, context);
      zoneRoutes(app, context);
      terminalRoutes(app, context);
      openapi(app, { title: 'Access checker', version: '1' });
      context.staff.addTo(app);
      zonePages(app, context);
    },
  );
}

/**
 * The same, with the one question that gates ask at every step answered before express sees it: what express does around
 * a request costs more than the decision (`pnpm bench access` shows both).
 */
export function buildApp(context: Context, draining: () => boolean): WebApp {
  const evaluate = evaluationListener(context);
  const app = buildExpressApp(context, draining, evaluate);
  const listener = (request: IncomingMessage, response: ServerResponse) => {
    if (request.method === 'POST' && request.url === evaluationPath) void evaluate(request, response);
    else app(request as never, response as never);
  };
  return listener as unknown as WebApp;
}
