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
export function buildApp(context: Context, draining: () => boolean): WebApp {
  const { config, log, metrics } = context;
  const evaluate = evaluationListener(context);
  const app = createApp(
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
  return evaluationFirst(app, evaluate);
}

type Evaluate = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/**
 * The application, with the one question that gates ask at every step answered before express sees it: express costs
 * several times what the decision does (measured in test/bench/access.ts).
 */
function evaluationFirst(app: WebApp, evaluate: Evaluate): WebApp {
  const listener = (request: IncomingMessage, response: ServerResponse) => {
    if (request.method === 'POST' && request.url === evaluationPath) void evaluate(request, response);
    else app(request as never, response as never);
  };
  return listener as unknown as WebApp;
}
